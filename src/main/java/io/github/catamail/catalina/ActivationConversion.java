package io.github.catamail.catalina;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.catamail.loader.LibraryLoader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassFileTransformer;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.WebResource;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.util.ContextName;
import org.apache.tomcat.jakartaee.ClassConverter;
import org.apache.tomcat.jakartaee.EESpecProfile;
import org.jspecify.annotations.Nullable;

/**
 * Finishes what Tomcat's converter of Java EE applications begins: it changes {@code javax.mail} to {@code jakarta.mail} and
 * leaves {@code javax.activation}, so that a converted application calls methods that no Jakarta Mail has, such as
 * {@code setDataHandler(javax.activation.DataHandler)}.
 *
 * <p>Done by the same converter, while classes are loaded. The files of the application stay as they are.
 */
final class ActivationConversion implements EESpecProfile {
    private static final System.Logger LOG = LibraryLoader.logger(ActivationConversion.class.getName());

    // The class or package, and no text such as the name of a system property.
    private static final Pattern NAMES = Pattern.compile("javax([/.]activation[/.])");

    private ActivationConversion() {}

    /** Returns what changes the classes of an application; null if it was not converted, or uses javax.mail by itself. */
    static @Nullable ClassFileTransformer of(WebResourceRoot resources) {
        Context context = resources.getContext();
        if (!isConvertedNow(context) && !wasConverted(context, resources)) {
            return null;
        }
        try {
            ClassFileTransformer converter = new ClassConverter(new ActivationConversion());
            LOG.log(
                    Level.INFO,
                    "Web application '" + WebApplication.nameOf(context)
                            + "' is converted from Java EE: it gets jakarta.activation"
                            + " where its classes say javax.activation");
            return converter;
        } catch (LinkageError noConverter) {
            LOG.log(
                    Level.WARNING,
                    "Web application '" + WebApplication.nameOf(context)
                            + "' is converted from Java EE, and its attachments will fail:"
                            + " jakartaee-migration is missing in the server's lib, which every Tomcat has there",
                    noConverter);
            return null;
        }
    }

    @Override
    public String getSource() {
        return "javax";
    }

    @Override
    public String getTarget() {
        return "jakarta";
    }

    @Override
    public Pattern getPattern() {
        return NAMES;
    }

    /** By {@code <Loader jakartaConverter="TOMCAT"/>}, while its classes are loaded. */
    private static boolean isConvertedNow(Context context) {
        return context.getLoader() instanceof WebappLoader loader && loader.getJakartaConverter() != null;
    }

    /** What still has a javax.mail of its own was not, and may use that with its own javax.activation. */
    private static boolean wasConverted(Context context, WebResourceRoot resources) {
        return (comesFromLegacyBase(context) || bringsHalfConvertedMail(resources))
                && !resources
                        .getClassLoaderResource("/javax/mail/Session.class")
                        .exists();
    }

    /** Tomcat puts what it converts under the same name into the directory of the other applications. */
    private static boolean comesFromLegacyBase(Context context) {
        if (!(context.getParent() instanceof Host host)) {
            return false;
        }
        File base = host.getLegacyAppBaseFile();
        String name = new ContextName(context.getName(), /* stripFileExtension= */ false).getBaseName();
        return new File(base, name).isDirectory() || new File(base, name + ".war").isFile();
    }

    /** The converter can also be run by hand, before an application is deployed. */
    private static boolean bringsHalfConvertedMail(WebResourceRoot resources) {
        WebResource part = resources.getClassLoaderResource("/jakarta/mail/Part.class");
        if (!part.exists()) {
            return false;
        }
        try (InputStream in = part.getInputStream()) {
            return new String(in.readAllBytes(), ISO_8859_1).contains("javax/activation/DataHandler");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
