package io.github.catamail.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.ActivationDataFlavor;
import jakarta.activation.DataContentHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.activation.Asking;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RememberedResourcesTest {
    private static final ClassLoader SERVER = RememberedResourcesTest.class.getClassLoader();
    private static final String OWN_HANDLER = OwnHandler.class.getName();
    private static final String SEALED = "com.example.sealed.Handler";

    @TempDir
    Path dir;

    private final Application application = new Application();
    private final RememberedResources resources = new RememberedResources(SERVER, application);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/MANIFEST.MF",
                "META-INF/services/java.sql.Driver",
                "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                "META-INF/jakarta.mail.txt",
                "mailcap",
                "",
                "jakarta/mail/Session.class"
            })
    void whatHasNothingToDoWithMailIsLeftToTheLoader(String name) throws Exception {
        assertThat(resources.find(name)).isNull();
    }

    @Test
    void theServersAnswerWhereTheApplicationHasNone() throws Exception {
        assertThat(text("META-INF/services/jakarta.mail.util.StreamProvider"))
                .contains("org.eclipse.angus.mail.util.MailStreamProvider");
        assertThat(text("META-INF/jakarta.mailcap")).contains("org.eclipse.angus.mail.handlers.multipart_mixed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.angus.mail.handlers.text_plain",
                "com.sun.mail.handlers.text_plain",
                "org.apache.geronimo.mail.handlers.TextPlainHandler",
                "com.example.Absent",
                "java.lang.String"
            })
    void aHandlerOfABundledMailJarOrThatIsNoneIsHidden(String handler) throws Exception {
        application.file("META-INF/mailcap", "text/plain;; x-java-content-handler=" + handler + "\n");

        assertThat(own("META-INF/mailcap")).isEmpty();
        assertThat(own("META-INF/jakarta.mailcap")).isEmpty();
        assertThat(text("META-INF/jakarta.mailcap")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/mailcap", "META-INF/jakarta.mailcap"})
    void aHandlerOfTheApplicationComesFirstUnderWhicheverNameItStands(String name) throws Exception {
        application.file(name, "text/x-own;; x-java-content-handler=" + OWN_HANDLER + "\n");

        assertThat(Objects.requireNonNull(resources.find("META-INF/jakarta.mailcap")))
                .hasSizeGreaterThan(1)
                .first()
                .asString()
                .endsWith(name);
        assertThat(text("META-INF/jakarta.mailcap")).startsWith("text/x-own;; x-java-content-handler=" + OWN_HANDLER);
    }

    @Test
    void aShadedFileIsKeptWithoutWhatBelongsToMailJars() throws Exception {
        application.file(
                "META-INF/mailcap",
                "text/plain;; x-java-content-handler=com.sun.mail.handlers.text_plain\n"
                        + "text/x-own;; x-java-content-handler=" + OWN_HANDLER + "\n");

        assertThat(own("META-INF/jakarta.mailcap"))
                .containsExactly("text/x-own;; x-java-content-handler=" + OWN_HANDLER + "\n");
    }

    @Test
    void aHandlerThatCannotBeLoadedDoesNotHinderTheOthers() throws Exception {
        application.file(
                "META-INF/mailcap",
                "text/x-sealed;; x-java-content-handler=" + SEALED + "\n" + "text/x-own;; x-java-content-handler="
                        + OWN_HANDLER + "\n");

        assertThat(own("META-INF/mailcap"))
                .containsExactly("text/x-own;; x-java-content-handler=" + OWN_HANDLER + "\n");
    }

    @Test
    void anApplicationCannotReplaceAService() throws Exception {
        application.file(
                "META-INF/services/jakarta.mail.util.StreamProvider", "com.sun.mail.util.MailStreamProvider\n");
        application.file("META-INF/services/jakarta.activation.spi.MailcapRegistryProvider", "com.example.Registry\n");

        assertThat(own("META-INF/services/jakarta.mail.util.StreamProvider")).isEmpty();
        assertThat(own("META-INF/services/jakarta.activation.spi.MailcapRegistryProvider"))
                .isEmpty();
    }

    @Test
    void aProviderOfTheApplicationCountsAndThoseOfBundledJarsDoNot() throws Exception {
        application.file(
                "META-INF/services/jakarta.mail.Provider",
                "com.sun.mail.imap.IMAPProvider\n" + OwnProvider.class.getName() + " # ours\n");

        assertThat(own("META-INF/services/jakarta.mail.Provider"))
                .containsExactly(OwnProvider.class.getName() + " # ours\n");
        assertThat(own("META-INF/jakarta.providers"))
                .as("where Jakarta Mail looks that is not the application's")
                .containsExactly("protocol=own; type=store; class=com.example.OwnStore; vendor=Example\n");
    }

    @Test
    void aProviderThatCannotBeMadeIsLeftOut() throws Exception {
        application.file("META-INF/services/jakarta.mail.Provider", BrokenProvider.class.getName() + "\n");

        assertThat(own("META-INF/jakarta.providers")).isEmpty();
    }

    @Test
    void aFileIsReadOnce() throws Exception {
        String name = "META-INF/services/jakarta.mail.Provider";
        Path file = application.file(name, OwnProvider.class.getName() + "\n");
        List<String> before = own(name);

        Files.delete(file);

        assertThat(own(name)).isEqualTo(before).hasSize(1);
        assertThat(application.asked).containsOnlyOnce(name);
    }

    @Test
    void afterForgettingItIsReadAgain() throws Exception {
        text("META-INF/jakarta.mailcap");
        application.asked.clear();

        resources.clear();

        text("META-INF/jakarta.mailcap");
        assertThat(application.asked).containsExactly("META-INF/jakarta.mailcap", "META-INF/mailcap");
    }

    @Test
    void whatCannotBeReadIsToldOnceAndThenLeftToTheLoader() throws Exception {
        application.failing = true;

        assertThatThrownBy(() -> resources.find("META-INF/jakarta.mailcap"))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(resources.find("META-INF/jakarta.mailcap")).isNull();
    }

    @Test
    void javaxActivationSeesWhatIsThereEvenAfterJakartaHasAsked() throws Exception {
        assertThat(resources.find("META-INF/mailcap")).isNotNull();

        assertThat(Asking.ask(() -> resources.find("META-INF/mailcap") == null)).isTrue();
        assertThat(Asking.ask(() -> resources.find("META-INF/jakarta.mailcap") == null))
                .as("it never asks for this one")
                .isFalse();
    }

    @Test
    void aUrlLooksLikeThatOfTheFile() throws Exception {
        Path file = application.file("META-INF/mailcap", "text/x-own;; x-java-content-handler=" + OWN_HANDLER + "\n");

        URL url = Objects.requireNonNull(resources.find("META-INF/mailcap")).get(0);

        assertThat(url).hasToString(file.toUri().toURL().toString());
        assertThat(url.openConnection().getContentLength())
                .isEqualTo(Files.readString(file).length());
    }

    @Test
    void aServerWithoutMailJarsSharesNothing() throws Exception {
        RememberedResources bare = new RememberedResources(ClassLoader.getPlatformClassLoader(), application);
        String text = "text/plain;; x-java-content-handler=com.sun.mail.handlers.text_plain\n";
        application.file("META-INF/mailcap", text);

        assertThat(bare.find("META-INF/mailcap"))
                .singleElement()
                .satisfies(url ->
                        assertThat(new String(MemoryUrl.read(url), UTF_8)).isEqualTo(text));
    }

    private String text(String name) throws IOException {
        return Objects.requireNonNull(resources.find(name)).stream()
                .map(RememberedResourcesTest::read)
                .collect(Collectors.joining());
    }

    /** Returns the files of the application. */
    private List<String> own(String name) throws IOException {
        return Objects.requireNonNull(resources.find(name)).stream()
                .filter(url -> url.toString().contains(dir.getFileName().toString()))
                .map(RememberedResourcesTest::read)
                .toList();
    }

    private static String read(URL url) {
        try {
            return new String(MemoryUrl.read(url), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private final class Application implements Bundle {
        private final List<String> asked = new ArrayList<>();
        private boolean failing;

        Path file(String name, String text) throws IOException {
            Path file = dir.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        }

        @Override
        public Enumeration<URL> resources(String name) throws IOException {
            asked.add(name);
            if (failing) {
                throw new IOException("broken");
            }
            Path file = dir.resolve(name);
            return Collections.enumeration(
                    Files.exists(file) ? List.of(file.toUri().toURL()) : List.of());
        }

        @Override
        public Class<?> load(String name) throws ClassNotFoundException {
            if (name.equals(SEALED)) {
                throw new SecurityException("sealing violation");
            }
            return Class.forName(name, false, SERVER);
        }
    }

    /** As an application has it. */
    public static final class OwnProvider extends Provider {
        /** Made by Jakarta Mail. */
        public OwnProvider() {
            super(Type.STORE, "own", "com.example.OwnStore", "Example", "1");
        }
    }

    /** One that fails. */
    public static final class BrokenProvider extends Provider {
        /** Fails. */
        public BrokenProvider() {
            super(Type.STORE, "broken", "com.example.BrokenStore", "Example", "1");
            throw new IllegalStateException("broken");
        }
    }

    /** As an application has it. */
    public static final class OwnHandler implements DataContentHandler {
        /** Made by Jakarta Activation. */
        public OwnHandler() {}

        @Override
        public ActivationDataFlavor[] getTransferDataFlavors() {
            return new ActivationDataFlavor[0];
        }

        @Override
        public @Nullable Object getTransferData(ActivationDataFlavor flavor, DataSource source) {
            return null;
        }

        @Override
        public @Nullable Object getContent(DataSource source) {
            return null;
        }

        @Override
        public void writeTo(Object object, String type, OutputStream out) {}
    }
}
