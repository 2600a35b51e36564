package io.github.catamail.catalina;

import io.github.catamail.scan.Apart;
import io.github.catamail.scan.BundledMail;
import io.github.catamail.scan.ClassPathFiles;
import io.github.catamail.scan.LoaderFiles;
import io.github.catamail.scan.MailConflict;
import io.github.catamail.scan.MailScan;
import io.github.catamail.session.Owner;
import org.apache.catalina.Context;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.util.ContextName;
import org.jspecify.annotations.Nullable;

/**
 * A web application of Tomcat that is running or starting.
 *
 * @param name its path, and its version if there is one: {@code /}, {@code /shop}, {@code /shop##2}
 * @param loader its class loader
 * @param files what it brings
 */
record WebApplication(String name, ClassLoader loader, ClassPathFiles files) {
    static WebApplication of(WebResourceRoot root) {
        Context context = root.getContext();
        return new WebApplication(nameOf(context), context.getLoader().getClassLoader(), new WebappFiles(root));
    }

    /** Returns the one that this thread works for, by its context class loader; null if there is none. */
    static @Nullable WebApplication ofThread() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        while (loader != null) {
            if (loader instanceof WebappClassLoaderBase webapp) {
                String name = new ContextName(webapp.getContextName(), /* stripFileExtension= */ false).getName();
                return new WebApplication(shown(name), webapp, new LoaderFiles(webapp::findResources));
            }
            loader = loader.getParent();
        }
        return null;
    }

    /** Returns it as the owner of a resource. */
    Owner owner() {
        return new Owner(host() + name, loader);
    }

    private String host() {
        return loader instanceof WebappClassLoaderBase webapp ? webapp.getHostName() : "";
    }

    /** Returns what it bundles of mail. Reads the indexes of its jars. */
    BundledMail bundledMail() {
        return MailScan.of(files);
    }

    /** Returns whether a session that the server makes is of another class to it. */
    boolean hasOtherSession() {
        return isOther(MailResource.TYPE);
    }

    /** Returns why it cannot be given a session; null if it can. */
    @Nullable MailConflict conflict() {
        return hasOtherSession() ? new MailConflict(name, bundledMail(), Apart.WITHOUT_LISTENER) : null;
    }

    /** Returns whether it has, and uses, a copy of Catamail. */
    boolean runsCopy() {
        return isOther(MailResource.FACTORY) || WebApplication.class.getClassLoader() == loader;
    }

    /** Returns whether the server has mail classes that could be shared; if not, that is said in other words. */
    static boolean serverHasMail() {
        try {
            Class.forName(MailResource.TYPE, false, WebApplication.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** Not where the server lacks the class: then other words are due. */
    private boolean isOther(String className) {
        try {
            Class<?> ofServer = Class.forName(className, false, WebApplication.class.getClassLoader());
            return Class.forName(className, false, loader) != ofServer;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** Returns the name of an application as it is shown to people: that of the root application is {@code /}. */
    static String nameOf(Context context) {
        return shown(context.getName());
    }

    private static String shown(String name) {
        return name.startsWith("/") ? name : "/" + name;
    }
}
