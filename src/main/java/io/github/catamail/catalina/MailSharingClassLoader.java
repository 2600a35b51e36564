package io.github.catamail.catalina;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.loader.ParallelWebappClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of a web application that shares the server's Jakarta Mail and Jakarta Activation, whatever mail jars it
 * bundles. All its other classes come from itself first, as ever.
 *
 * <p>{@link MailListener} gives it to every web application. A single one gets it in its {@code context.xml}:
 *
 * <pre>{@code
 * <Loader loaderClass="io.github.catamail.catalina.MailSharingClassLoader"/>
 * }</pre>
 *
 * <p>Safe for use by several threads, and parallel capable. A loader of one's own can extend it.
 */
public class MailSharingClassLoader extends ParallelWebappClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** Makes a loader whose parent is the context class loader of the thread. */
    public MailSharingClassLoader() {}

    /**
     * Makes a loader. Tomcat calls this for each start of a web application.
     *
     * @param parent the loader of the server's {@code lib}
     */
    public MailSharingClassLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected boolean filter(@Nullable String name, boolean isClassName) {
        return super.filter(name, isClassName)
                || (name != null && (isClassName ? SharedNames.isClass(name) : SharedNames.isInPackage(name)));
    }

    @Override
    public MailSharingClassLoader copyWithoutTransformers() {
        MailSharingClassLoader copy = new MailSharingClassLoader(getParent());
        copyStateWithoutTransformers(copy);
        try {
            copy.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        return copy;
    }
}
