package io.github.catamail.scan;

import java.util.List;

/** What mail jars are made of. Each piece is known by a class that every jar with that piece has. */
public enum MailPiece {
    MAIL_API(
            "Jakarta Mail API",
            List.of("jakarta/mail/Session.class"),
            List.of(
                    "jakarta.mail/jakarta.mail-api",
                    "com.sun.mail/jakarta.mail",
                    // As Tomcat's converter renames that of javax.mail.
                    "jakarta.mail/mail",
                    "com.sun.mail/mailapi",
                    "org.apache.geronimo.specs/geronimo-mail_2.1_spec",
                    "org.apache.geronimo.javamail/geronimo-javamail_1.4_mail",
                    "org.apache.geronimo.javamail/geronimo-javamail_1.6_mail")),
    ANGUS_MAIL(
            "Angus Mail",
            List.of(
                    "org/eclipse/angus/mail/smtp/SMTPTransport.class",
                    "org/eclipse/angus/mail/imap/IMAPStore.class",
                    "org/eclipse/angus/mail/pop3/POP3Store.class",
                    "org/eclipse/angus/mail/util/MailStreamProvider.class"),
            List.of(
                    "org.eclipse.angus/angus-mail",
                    "org.eclipse.angus/jakarta.mail",
                    "org.eclipse.angus/smtp",
                    "org.eclipse.angus/imap",
                    "org.eclipse.angus/pop3",
                    "org.eclipse.angus/angus-core")),
    ACTIVATION_API(
            "Jakarta Activation API",
            List.of("jakarta/activation/DataHandler.class"),
            List.of("jakarta.activation/jakarta.activation-api", "com.sun.activation/jakarta.activation")),
    ANGUS_ACTIVATION(
            "Angus Activation",
            List.of("org/eclipse/angus/activation/MailcapRegistryProviderImpl.class"),
            List.of("org.eclipse.angus/angus-activation")),
    SUN_MAIL(
            "com.sun.mail",
            List.of(
                    "com/sun/mail/smtp/SMTPTransport.class",
                    "com/sun/mail/imap/IMAPStore.class",
                    "com/sun/mail/pop3/POP3Store.class"),
            List.of(
                    "com.sun.mail/jakarta.mail",
                    "com.sun.mail/javax.mail",
                    "javax.mail/mail",
                    "jakarta.mail/mail",
                    "com.sun.mail/smtp",
                    "com.sun.mail/imap",
                    "com.sun.mail/pop3")),
    SUN_ACTIVATION(
            "com.sun.activation",
            List.of("com/sun/activation/registries/MailcapFile.class"),
            List.of(
                    "com.sun.activation/jakarta.activation",
                    "com.sun.activation/javax.activation",
                    "javax.activation/activation")),
    GERONIMO_MAIL(
            "Geronimo Mail",
            List.of(
                    "org/apache/geronimo/javamail/transport/smtp/SMTPTransport.class",
                    "org/apache/geronimo/mail/util/SessionUtil.class"),
            List.of(
                    "org.apache.geronimo.javamail/geronimo-javamail_1.4_mail",
                    "org.apache.geronimo.javamail/geronimo-javamail_1.6_mail",
                    "org.apache.geronimo.javamail/geronimo-javamail_1.4_provider",
                    "org.apache.geronimo.specs/geronimo-javamail_1.4_spec",
                    "org.apache.geronimo.mail/geronimo-mail_2.1_provider",
                    "org.apache.geronimo.specs/geronimo-mail_2.1_spec")),
    JAVAX_MAIL(
            "javax.mail",
            List.of("javax/mail/Session.class"),
            List.of(
                    "javax.mail/mail",
                    "com.sun.mail/javax.mail",
                    "com.sun.mail/jakarta.mail",
                    "javax.mail/javax.mail-api",
                    "jakarta.mail/jakarta.mail-api",
                    "com.sun.mail/mailapi",
                    "org.apache.geronimo.javamail/geronimo-javamail_1.4_mail",
                    "org.apache.geronimo.javamail/geronimo-javamail_1.6_mail",
                    "org.apache.geronimo.specs/geronimo-javamail_1.4_spec")),
    JAVAX_ACTIVATION(
            "javax.activation",
            List.of("javax/activation/DataHandler.class"),
            List.of(
                    "javax.activation/activation",
                    "com.sun.activation/javax.activation",
                    "com.sun.activation/jakarta.activation",
                    "javax.activation/javax.activation-api",
                    "jakarta.activation/jakarta.activation-api")),
    CATAMAIL(
            "Catamail", List.of("io/github/catamail/MailSessionFactory.class"), List.of("io.github.catamail/catamail"));

    private final String label;

    // Made by List.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> markers;

    // The same.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> artifacts;

    MailPiece(String label, List<String> markers, List<String> artifacts) {
        this.label = label;
        this.markers = markers;
        this.artifacts = artifacts;
    }

    /** Returns the paths of the classes by which it is known; a jar that has one of them has the piece. */
    List<String> markers() {
        return markers;
    }

    /** Returns the paths of the files that can say its version, the best first. */
    List<String> versionFiles() {
        return artifacts.stream()
                .map(artifact -> "META-INF/maven/" + artifact + "/pom.properties")
                .toList();
    }

    /** Returns whether its classes are the server's too, so that they can take the place of those. */
    boolean isOfServer() {
        return this == MAIL_API || this == ANGUS_MAIL || this == ACTIVATION_API || this == ANGUS_ACTIVATION;
    }

    /** Returns whether it is of the API before Jakarta, which the server has nothing of. */
    boolean isJavax() {
        return this == JAVAX_MAIL || this == JAVAX_ACTIVATION;
    }

    /** Returns the name as administrators read it. */
    @Override
    public String toString() {
        return label;
    }
}
