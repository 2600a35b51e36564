package io.github.catamail.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnProvidersTest {
    private static final Map<String, String> RESOURCE = Map.of("host", "smtp.example.com");

    @TempDir
    Path dir;

    @BeforeEach
    void writeProvider() throws Exception {
        Files.createDirectories(dir.resolve("META-INF"));
        // As Jakarta Mail wants it: the server's file is read as well, and the first name that is found counts.
        Files.writeString(dir.resolve("META-INF/jakarta.providers"), """
                protocol=own; type=store; class=com.example.OwnStore; vendor=Example; version=1;
                protocol=imap; type=store; class=com.example.OwnImap; vendor=Example;
                """);
    }

    @Test
    void aThreadOfTheServerBringsNone() {
        assertThat(OwnProviders.find()).isEmpty();
    }

    @Test
    void thoseOfTheApplicationAreFoundAndTheServersAreNot() throws Exception {
        List<Provider> found = inApplication(OwnProviders::find);

        assertThat(found)
                .extracting(Provider::getProtocol, Provider::getClassName, Provider::getVendor, Provider::getVersion)
                .containsExactlyInAnyOrder(
                        tuple("own", "com.example.OwnStore", "Example", "1"),
                        tuple("imap", "com.example.OwnImap", "Example", null));
        assertThat(found).allSatisfy(provider -> assertThat(provider.getClass()).isEqualTo(Provider.class));
    }

    @Test
    void aSessionOfOneApplicationKnowsThem() throws Exception {
        Session session = inApplication(() -> session(/* forOne= */ true));

        assertThat(session.getProvider("own").getClassName()).isEqualTo("com.example.OwnStore");
        assertThat(session.getProvider("imap").getClassName())
                .as("the server's stays the first")
                .isEqualTo("org.eclipse.angus.mail.imap.IMAPStore");
    }

    @Test
    void aSharedSessionDoesNot() throws Exception {
        Session session = inApplication(() -> session(/* forOne= */ false));

        assertThat(session.getProviders())
                .extracting(Provider::getProtocol)
                .isNotEmpty()
                .doesNotContain("own");
    }

    @Test
    void anApplicationWhoseMailClassesAreOthersBringsNone() throws Exception {
        Files.createDirectories(dir.resolve("META-INF/services"));
        Files.writeString(dir.resolve("META-INF/services/jakarta.mail.util.StreamProvider"), "com.example.Absent\n");

        assertThat(inApplication(OwnProviders::find)).isEmpty();
        assertThat(inApplication(() -> session(/* forOne= */ true)).getProvider("smtp"))
                .isNotNull();
    }

    private static Session session(boolean forOne) throws Exception {
        return new MailSessions()
                .create(
                        "mail/Session",
                        RESOURCE,
                        true,
                        forOne ? new Owner("/shop", Thread.currentThread().getContextClassLoader()) : null);
    }

    private <T> T inApplication(LibraryLoader.Action<T, Exception> action) throws Exception {
        ClassLoader library = LibraryLoader.class.getClassLoader();
        try (URLClassLoader application = new ChildFirst(dir.toUri().toURL(), library)) {
            return LibraryLoader.callIn(application, action);
        }
    }

    /** As a web application's is. */
    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(URL url, ClassLoader parent) {
            super(new URL[] {url}, parent);
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            URL own = findResource(name);
            return own == null
                    ? super.getResources(name)
                    : Collections.enumeration(List.of(own, getParent().getResource(name)));
        }
    }
}
