package io.github.catamail.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class RegistrySyntaxTest {
    @Test
    void aServiceIsAClassNameWithACommentMaybe() {
        assertThat(RegistrySyntax.SERVICES.classNames(
                        bytes("# all of them\n\n com.example.One # the first\ncom.example.Two#\r\n")))
                .containsExactly("com.example.One", "com.example.Two");
    }

    @Test
    void aMailcapEntryNamesItsContentHandler() {
        assertThat(RegistrySyntax.MAILCAP.classNames(bytes("""
                        # comment;; x-java-content-handler=com.example.No
                        text/plain;;\t\tx-java-content-handler=com.example.Plain
                        multipart/*;;x-java-content-handler = com.example.Multi; x-java-fallback-entry=true
                        image/gif;; x-java-view=com.example.Viewer
                        """)))
                .containsExactly("com.example.Plain", "com.example.Multi");
    }

    @Test
    void aMailcapEntryGoesOnInTheNextLineAfterABackslash() {
        assertThat(RegistrySyntax.MAILCAP.classNames(
                        bytes("text/calendar;; \\\n   x-java-content-handler=a.Calendar\n")))
                .containsExactly("a.Calendar");
        assertThat(RegistrySyntax.MAILCAP.classNames(bytes("text/calendar;; \\\r\n x-java-content-handler=a.Calendar")))
                .containsExactly("a.Calendar");
    }

    @Test
    void aCommentInAMailcapNeverGoesOnAndMayStandInsideAnEntry() {
        assertThat(RegistrySyntax.MAILCAP.classNames(
                        bytes("# ours \\\ntext/calendar;; x-java-content-handler=a.Calendar\n")))
                .containsExactly("a.Calendar");
        assertThat(RegistrySyntax.MAILCAP.classNames(
                        bytes("text/calendar;; \\\n# ours\n x-java-content-handler=a.Calendar\n")))
                .containsExactly("a.Calendar");
    }

    @Test
    void theNamesInAMailcapCanBeInCapitals() {
        assertThat(RegistrySyntax.MAILCAP.classNames(bytes("Text/Calendar;; X-Java-Content-Handler=a.Calendar\n")))
                .containsExactly("a.Calendar");
    }

    @Test
    void aProviderNamesItsClassAnywhereInTheLine() {
        assertThat(RegistrySyntax.PROVIDERS.classNames(bytes("""
                        # class=com.example.No
                        protocol=own; type=store; class=com.example.OwnStore; vendor=Example;
                        class=com.example.Other; protocol=other; type=transport
                        protocol=sub; type=store; subclass=com.example.No
                        """)))
                .containsExactly("com.example.OwnStore", "com.example.Other");
    }

    @Test
    void entriesThatAreNotWantedGoAndTheOthersStay() {
        String kept = new String(RegistrySyntax.MAILCAP.keep(bytes("""
                        # ours
                        text/x-own;; x-java-content-handler=a.Own
                        text/plain;; x-java-content-handler=b.Plain
                        image/gif;; x-java-view=c.Viewer
                        """), Set.of("a.Own")::contains), UTF_8);

        assertThat(kept).isEqualTo("""
                        # ours
                        text/x-own;; x-java-content-handler=a.Own
                        image/gif;; x-java-view=c.Viewer
                        """);
    }

    @Test
    void aFileThatNamesNoContentHandlerStays() {
        byte[] viewers = bytes("image/gif;; x-java-view=c.Viewer\n");

        assertThat(RegistrySyntax.MAILCAP.keep(viewers, name -> false)).isEqualTo(viewers);
    }

    @Test
    void aFileOfWhichNothingIsWantedIsEmpty() {
        assertThat(RegistrySyntax.SERVICES.keep(bytes("# only a comment stays\ncom.example.One\n"), name -> false))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
