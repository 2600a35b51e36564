package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.sharing.Bundle;
import io.github.catamail.sharing.DefaultCalls;
import io.github.catamail.sharing.DefaultSession;
import io.github.catamail.sharing.RememberedResources;
import io.github.catamail.sharing.SharedNames;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassFileTransformer;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
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
public class MailSharingClassLoader extends ParallelWebappClassLoader implements DefaultSession.Owner {
    private static final System.Logger LOG = LibraryLoader.logger(MailSharingClassLoader.class.getName());

    static {
        registerAsParallelCapable();
    }

    private final RememberedResources remembered = new RememberedResources(parent, new OwnBundle());
    private final DefaultSession defaultSession = new DefaultSession();

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
    public @Nullable URL getResource(String name) {
        List<URL> known = remembered(name);
        return known == null ? super.getResource(name) : known.isEmpty() ? null : known.get(0);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> known = remembered(name);
        if (known != null) {
            return Collections.enumeration(known);
        }
        if (SharedNames.isInPackage(name)) {
            Enumeration<URL> shared = parent.getResources(name);
            return shared.hasMoreElements() ? shared : findResources(name);
        }
        return super.getResources(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        List<URL> known = remembered(name);
        if (known == null) {
            return super.getResourceAsStream(name);
        }
        try {
            return known.isEmpty() ? null : known.get(0).openStream();
        } catch (IOException unreadable) {
            return null;
        }
    }

    private @Nullable List<URL> remembered(String name) {
        try {
            List<URL> known = remembered.find(name);
            if (known != null) {
                checkStateForResourceLoading(name);
            }
            return known;
        } catch (IOException unreadable) {
            LOG.log(
                    Level.WARNING,
                    "Web application '" + getContextName() + "': " + name + " of its mail jars cannot be read, and is"
                            + " looked up as without Catamail",
                    unreadable);
            return null;
        }
    }

    @Override
    public void start() throws LifecycleException {
        super.start();
        ClassFileTransformer conversion = ActivationConversion.of(resources);
        if (conversion != null) {
            addTransformer(conversion);
        }
        // After a conversion, which may make jakarta.mail.Session of javax.mail.Session.
        ClassFileTransformer calls = DefaultCalls.of(parent);
        if (calls != null) {
            addTransformer(calls);
        }
    }

    /** Returns the default session of this web application. Called by its classes. */
    @Override
    public DefaultSession defaultSession() {
        return defaultSession;
    }

    @Override
    public void stop() throws LifecycleException {
        super.stop();
        remembered.clear();
        defaultSession.clear();
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

    private final class OwnBundle implements Bundle {
        @Override
        public Enumeration<URL> resources(String name) throws IOException {
            return findResources(name);
        }

        @Override
        public Class<?> load(String name) throws ClassNotFoundException {
            return loadClass(name);
        }
    }
}
