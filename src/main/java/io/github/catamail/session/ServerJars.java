package io.github.catamail.session;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URL;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the jars of the overlay are there, and new enough. Names them by piece, since what the JVM says of a missing one
 * comes late and points elsewhere: a plain text goes out, and the first attachment fails.
 *
 * <p>Refers to no class of Jakarta Mail, so that it works without them.
 */
final class ServerJars {
    private final ClassLoader loader;
    private final Problems problems;

    /**
     * Makes the check.
     *
     * @param loader the loader of Catamail itself, in Tomcat that of {@code lib}
     * @param problems takes what is missing
     */
    ServerJars(ClassLoader loader, Problems problems) {
        this.loader = loader;
        this.problems = problems;
    }

    void check() {
        boolean api = has("jakarta.mail.Session");
        boolean implementation = has("org.eclipse.angus.mail.smtp.SMTPTransport");
        if (!api && !implementation) {
            missing("Jakarta Mail", "jakarta.mail-2.0.5.jar");
        } else if (!implementation) {
            missing("the implementation of Jakarta Mail (the API alone is there)", "jakarta.mail-2.0.5.jar");
        } else if (!api || !has("jakarta.mail.util.StreamProvider")) {
            missing("the API of Jakarta Mail 2.1", "jakarta.mail-2.0.5.jar");
        } else {
            tooOld("Jakarta Mail API", "jakarta.mail/jakarta.mail-api", "2.1.3", "mail from background threads fails");
            // CVE-2025-7962: line breaks in addresses become commands.
            tooOld("Angus Mail", "org.eclipse.angus/smtp", "2.0.4", "addresses can smuggle commands to the server");
        }
        if (!has("jakarta.activation.DataHandler")) {
            missing("the API of Jakarta Activation", "jakarta.activation-api-2.1.4.jar");
        } else {
            tooOld(
                    "Jakarta Activation API",
                    "jakarta.activation/jakarta.activation-api",
                    "2.1.3",
                    "mail from background threads fails");
        }
        if (!has("org.eclipse.angus.activation.MailcapRegistryProviderImpl")) {
            missing("the implementation of Jakarta Activation", "angus-activation-2.0.3.jar");
        }
    }

    private void missing(String piece, String jar) {
        problems.error(
                Topic.WRONG_JARS,
                piece + " is missing in the server's lib: put " + jar
                        + " there, best by unzipping the Catamail overlay again."
                        + " A copy inside a web application does not help");
    }

    private void tooOld(String piece, String artifact, String least, String consequence) {
        String version = version(artifact);
        if (version != null && isBefore(version, least)) {
            problems.error(
                    Topic.WRONG_JARS,
                    piece + " in the server's lib is version " + version + ", and Catamail needs " + least
                            + " or later, because before it " + consequence
                            + ". Delete " + file(artifact) + " and unzip the Catamail overlay again");
        }
    }

    private static boolean isBefore(String version, String least) {
        try {
            return Version.parse(version).compareTo(Version.parse(least)) < 0;
        } catch (IllegalArgumentException notAVersion) {
            // A jar that was built otherwise. What matters most has been checked by its classes.
            return false;
        }
    }

    /** Returns the name of the jar that a piece is in, as far as it is in one. */
    private String file(String artifact) {
        URL url = loader.getResource(properties(artifact));
        String place = url == null ? "" : url.getPath();
        int end = place.indexOf(".jar!/");
        return end < 0 ? "the old file" : place.substring(place.lastIndexOf('/', end) + 1, end) + ".jar";
    }

    private static String properties(String artifact) {
        return "META-INF/maven/" + artifact + "/pom.properties";
    }

    private @Nullable String version(String artifact) {
        try (InputStream stream = loader.getResourceAsStream(properties(artifact))) {
            if (stream == null) {
                return null;
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            return null;
        }
    }

    private boolean has(String type) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (LinkageError another) {
            // The class is there; what it builds on is not, and is a piece of its own.
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }
}
