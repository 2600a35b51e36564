package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.MailSessionFactory;
import java.net.URL;
import java.net.URLClassLoader;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;
import org.junit.jupiter.api.Test;

/** The factory in a server that has Catamail's jar, and not all of the jars that belong to it. */
final class MissingJarsTest {
    private static final String HINT =
            " there, best by unzipping the Catamail overlay again. A copy inside a web application"
                    + " does not help [wrong-jars]";

    // The messages name the jars that the overlay of this build has.
    private static final String MAIL = nameOf(jakarta.mail.Session.class);
    private static final String ACTIVATION_API = nameOf(jakarta.activation.DataHandler.class);
    private static final String ANGUS_ACTIVATION =
            nameOf(org.eclipse.angus.activation.MailcapRegistryProviderImpl.class);

    @Test
    void withoutAnyMailJarTheFactoryNamesWhatIsMissing() throws Exception {
        assertThat(lookUp())
                .isInstanceOf(NamingException.class)
                .hasMessage("Session: 3 problems in its configuration\n"
                        + "  - Jakarta Mail is missing in the server's lib: put " + MAIL + HINT + "\n"
                        + "  - the API of Jakarta Activation is missing in the server's lib: put"
                        + " " + ACTIVATION_API + HINT + "\n"
                        + "  - the implementation of Jakarta Activation is missing in the server's lib: put"
                        + " " + ANGUS_ACTIVATION + HINT);
    }

    @Test
    void withTheMailJarAloneTheFactoryNamesActivation() throws Exception {
        assertThat(lookUp(jakarta.mail.Session.class))
                .isInstanceOf(NamingException.class)
                .hasMessageStartingWith("Session: 2 problems in its configuration\n"
                        + "  - the API of Jakarta Activation is missing in the server's lib");
    }

    @Test
    void withActivationAloneTheFactoryNamesMail() throws Exception {
        assertThat(lookUp(
                        jakarta.activation.DataHandler.class,
                        org.eclipse.angus.activation.MailcapRegistryProviderImpl.class))
                .isInstanceOf(NamingException.class)
                .hasMessage("Session: Jakarta Mail is missing in the server's lib: put " + MAIL + HINT);
    }

    @Test
    void withAllOfThemThereIsASession() throws Exception {
        assertThat(lookUp(
                        jakarta.mail.Session.class,
                        jakarta.activation.DataHandler.class,
                        org.eclipse.angus.activation.MailcapRegistryProviderImpl.class))
                .isNull();
    }

    /** Returns what a look-up fails with where the jars of these classes are the only ones beside Catamail and Tomcat. */
    private static Throwable lookUp(Class<?>... lib) throws Exception {
        URL[] urls = new URL[lib.length + 4];
        urls[0] = jarOf(MailSessionFactory.class);
        urls[1] = jarOf(org.apache.catalina.Context.class);
        urls[2] = jarOf(org.jspecify.annotations.Nullable.class);
        // Part of Catamail's own jar, once that is packed.
        urls[3] = jarOf(org.apache.commons.pool2.PooledObjectFactory.class);
        for (int i = 0; i < lib.length; i++) {
            urls[i + 4] = jarOf(lib[i]);
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            ObjectFactory factory = (ObjectFactory) loader.loadClass(MailSessionFactory.class.getName())
                    .getConstructor()
                    .newInstance();
            Reference reference = new Reference("jakarta.mail.Session", "", null);
            reference.add(new StringRefAddr("host", "smtp.example.com"));
            return catchThrowable(() ->
                    factory.getObjectInstance(reference, new javax.naming.CompositeName().add("Session"), null, null));
        }
    }

    private static String nameOf(Class<?> type) {
        String path = jarOf(type).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static URL jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
