package io.github.catamail.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.smtp.ReceivedMail;
import jakarta.mail.internet.MimeMultipart;

/** What an application does with mail, as {@code LayoutProbe} and {@code InjectedProbe} do it. */
enum Operation {
    LOOKUP("finding the session", "lookup") {
        @Override
        void assertDone(ClassLoadingServers servers, String subject) {
            // It answered without an error.
        }
    },
    TEXT("plain text", "text") {
        @Override
        void assertDone(ClassLoadingServers servers, String subject) throws Exception {
            assertThat(servers.mail(subject).message().getContent()).isEqualTo("A text\r\n");
        }
    },
    PARTS("several parts", "parts") {
        @Override
        void assertDone(ClassLoadingServers servers, String subject) throws Exception {
            assertAlternative((MimeMultipart) servers.mail(subject).message().getContent());
        }
    },
    ATTACHMENT("an attachment", "attachment"),
    MAILCAP("its own handler, in `META-INF/mailcap`", "mailcap") {
        @Override
        void assertDone(ClassLoadingServers servers, String subject) throws Exception {
            assertDocument(servers, subject);
        }
    },
    JAKARTA_MAILCAP("its own handler, in `META-INF/jakarta.mailcap`", "jakarta.mailcap") {
        @Override
        void assertDone(ClassLoadingServers servers, String subject) throws Exception {
            assertDocument(servers, subject);
        }
    },
    PROVIDER("its own `Provider`", "provider") {
        @Override
        void assertDone(ClassLoadingServers servers, String subject) {
            // It answered without an error.
        }
    },
    BACKGROUND("a thread of nobody", "background"),
    INJECTED("`@Resource`", "") {
        @Override
        String path(String subject) {
            return "/injected?subject=" + subject;
        }

        @Override
        void assertDone(ClassLoadingServers servers, String subject) throws Exception {
            TEXT.assertDone(servers, subject);
        }
    },
    GLOBAL("a global session", "global"),
    STORE("reading IMAP", "store") {
        @Override
        void assertDone(ClassLoadingServers servers, String subject) {
            // The probe has looked at what it has read.
        }
    };

    private final String title;
    private final String name;

    Operation(String title, String name) {
        this.title = title;
        this.name = name;
    }

    /** Returns what an application does, in Markdown. */
    String title() {
        return title;
    }

    /** Returns the path below that of the application. */
    String path(String subject) {
        return "/layout?do=" + name + "&subject=" + subject;
    }

    /** Asserts that what the probe says it has sent has arrived whole. */
    void assertDone(ClassLoadingServers servers, String subject) throws Exception {
        assertMultipart(servers.mail(subject));
    }

    static void assertMultipart(ReceivedMail mail) throws Exception {
        MimeMultipart mixed = (MimeMultipart) mail.message().getContent();
        assertThat(mixed.getCount()).isEqualTo(2);
        assertAlternative((MimeMultipart) mixed.getBodyPart(0).getContent());
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("data.bin");
        assertThat(mixed.getBodyPart(1).getInputStream()).hasContent("data");
    }

    private static void assertAlternative(MimeMultipart alternative) throws Exception {
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("Grüße");
        assertThat(alternative.getBodyPart(1).getContent()).isEqualTo("<p>Grüße</p>");
    }

    private static void assertDocument(ClassLoadingServers servers, String subject) throws Exception {
        assertThat(servers.mail(subject).message().getInputStream().readAllBytes())
                .asString(UTF_8)
                .isEqualTo("<own>" + subject + "</own>\r\n");
    }
}
