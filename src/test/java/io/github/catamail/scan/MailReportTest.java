package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MailReportTest {
    private static final ClassOrder STOCK =
            new ClassOrder(/* sharesMail= */ false, /* delegates= */ false, Apart.WITHOUT_LISTENER);
    private static final ClassOrder SHARING =
            new ClassOrder(/* sharesMail= */ true, /* delegates= */ false, Apart.WITHOUT_LISTENER);
    private static final ClassOrder DELEGATING =
            new ClassOrder(/* sharesMail= */ false, /* delegates= */ true, Apart.WITHOUT_LISTENER);

    private static final BundledFile MAIL =
            jar("jakarta.mail-2.0.5.jar", piece(MailPiece.MAIL_API, "2.1.5"), piece(MailPiece.ANGUS_MAIL, "2.0.5"));
    private static final BundledFile ACTIVATION =
            jar("jakarta.activation-api-2.1.4.jar", piece(MailPiece.ACTIVATION_API, "2.1.4"));
    private static final BundledFile JAVAX = jar("mail-1.4.7.jar", piece(MailPiece.JAVAX_MAIL, "1.4.7"));
    private static final BundledFile COPY = jar("catamail-0.1.0.jar", piece(MailPiece.CATAMAIL, "0.1.0"));

    private static final String CURES = " Do one of these: put"
            + " <Listener className=\"io.github.catamail.catalina.MailListener\"/> into <Server> in conf/server.xml, which"
            + " is for all applications but those in its 'exclude'; or put"
            + " <Loader loaderClass=\"io.github.catamail.catalina.MailSharingClassLoader\"/> into <Context> in the"
            + " application's context.xml; or ";

    @Test
    void withTheSharingLoaderAllOfItIsHarmless() {
        assertInfo(
                report(SHARING, /* hasSession= */ true, MAIL, ACTIVATION),
                "web application '/shop' bundles mail classes: jakarta.mail-2.0.5.jar (Jakarta Mail API 2.1.5, Angus Mail"
                        + " 2.0.5), jakarta.activation-api-2.1.4.jar (Jakarta Activation API 2.1.4). They are harmless: its"
                        + " class loader takes those of the server instead.");
    }

    @Test
    void theSameWithDelegate() {
        assertThat(report(DELEGATING, /* hasSession= */ true, MAIL).text())
                .endsWith(". They are harmless: its class loader takes those of the server instead.");
    }

    @Test
    void withoutItJakartaMailMakesEachLookUpFail() {
        assertWarning(
                report(STOCK, /* hasSession= */ true, MAIL, ACTIVATION),
                "web application '/shop' bundles mail classes: jakarta.mail-2.0.5.jar (Jakarta Mail API 2.1.5, Angus Mail"
                        + " 2.0.5), jakarta.activation-api-2.1.4.jar (Jakarta Activation API 2.1.4). They go before the"
                        + " server's, so that each look-up or injection of its mail sessions fails with a NamingException."
                        + CURES
                        + "delete jakarta.mail-2.0.5.jar and jakarta.activation-api-2.1.4.jar and start the application anew [wrong-jars]");
    }

    @Test
    void activationAloneMakesAttachmentsFail() {
        assertWarning(
                report(STOCK, /* hasSession= */ true, ACTIVATION),
                "web application '/shop' bundles mail classes: jakarta.activation-api-2.1.4.jar (Jakarta Activation API"
                        + " 2.1.4). They go before the server's, so that attachments that it makes with a DataHandler fail"
                        + " with a LinkageError." + CURES
                        + "delete jakarta.activation-api-2.1.4.jar and start the application anew [wrong-jars]");
    }

    @Test
    void activationWithItsImplementationMakesTwoThingsFail() {
        BundledFile implementation = jar("angus-activation-2.0.3.jar", piece(MailPiece.ANGUS_ACTIVATION, "2.0.3"));

        assertThat(report(STOCK, /* hasSession= */ true, ACTIVATION, implementation)
                        .text())
                .contains(
                        " They go before the server's, so that messages of several parts fail with \"no object DCH for"
                                + " MIME type multipart/mixed\", and attachments that it makes with a DataHandler fail with a"
                                + " LinkageError. Do one of these: ");
    }

    @Test
    void whoeverIsExcludedIsToldWhatThatMeans() {
        assertInfo(
                report(
                        new ClassOrder(/* sharesMail= */ false, /* delegates= */ false, Apart.EXCLUDED),
                        /* hasSession= */ true,
                        ACTIVATION),
                "web application '/shop' bundles mail classes: jakarta.activation-api-2.1.4.jar (Jakarta Activation API"
                        + " 2.1.4). It is excluded from sharing: they go before the server's, so that attachments that it"
                        + " makes with a DataHandler fail with a LinkageError. Do one of these if it is to use these"
                        + " sessions: take it out of 'exclude' of the MailListener in conf/server.xml; or delete"
                        + " jakarta.activation-api-2.1.4.jar and start the application anew.");
    }

    @Test
    void whoeverHasALoaderOfItsOwnIsToldToChangeThat() {
        assertThat(report(
                                new ClassOrder(/* sharesMail= */ false, /* delegates= */ false, Apart.OWN_LOADER),
                                /* hasSession= */ true,
                                ACTIVATION)
                        .text())
                .endsWith(" Do one of these: add loaderClass=\"io.github.catamail.catalina.MailSharingClassLoader\" to"
                        + " the <Loader> in the application's context.xml; or delete jakarta.activation-api-2.1.4.jar and"
                        + " start the application anew [wrong-jars]");
    }

    @Test
    void whatIsAskedOfOldClassesThemselvesIsNotPromised() {
        assertThat(report(
                                SHARING,
                                /* hasSession= */ true,
                                jar(
                                        "jakarta.mail-2.0.1.jar",
                                        piece(MailPiece.MAIL_API, "2.0.1"),
                                        piece(MailPiece.SUN_MAIL, "2.0.1")))
                        .text())
                .endsWith(" They are harmless: its class loader takes those of the server instead. What it asks of"
                        + " com.sun.mail classes themselves, as with SMTPMessage, does not reach the server's.");
    }

    @Test
    void anImplementationAloneFits() {
        assertInfo(
                report(
                        STOCK,
                        /* hasSession= */ true,
                        jar("angus-mail-2.0.5.jar", piece(MailPiece.ANGUS_MAIL, "2.0.5"))),
                "web application '/shop' bundles mail classes: angus-mail-2.0.5.jar (Angus Mail 2.0.5). They are harmless:"
                        + " they fit the server's.");
    }

    @Test
    void withoutASessionOfTheServerTheyAreItsOwnAffair() {
        assertInfo(
                report(STOCK, /* hasSession= */ false, ACTIVATION),
                "web application '/shop' bundles mail classes: jakarta.activation-api-2.1.4.jar (Jakarta Activation API"
                        + " 2.1.4). It has no mail session of Catamail, so that they are its own affair.");
    }

    @Test
    void aJarOfTheApplicationIsNotToBeDeletedForWhatIsInside() {
        BundledFile shaded = new BundledFile(
                location("acme-all.jar"), /* isMailJar= */ false, List.of(piece(MailPiece.MAIL_API, null)));

        assertWarning(
                report(STOCK, /* hasSession= */ true, shaded, ACTIVATION),
                "web application '/shop' bundles mail classes: inside acme-all.jar (Jakarta Mail API),"
                        + " jakarta.activation-api-2.1.4.jar (Jakarta Activation API 2.1.4). They go before the server's, so"
                        + " that each look-up or injection of its mail sessions fails with a NamingException." + CURES
                        + "take the mail and activation classes out of the application: inside acme-all.jar and"
                        + " jakarta.activation-api-2.1.4.jar [wrong-jars]");
    }

    @Test
    void toDeleteAConvertedJavaxMailIsNoCure() {
        BundledFile converted =
                jar("mail-1.4.7.jar", new BundledPiece(MailPiece.MAIL_API, "1.4.7", /* converted= */ true));

        assertWarning(
                report(STOCK, /* hasSession= */ true, converted),
                "web application '/shop' bundles mail classes: mail-1.4.7.jar (Jakarta Mail API converted from javax.mail"
                        + " 1.4.7). They go before the server's, so that each look-up or injection of its mail sessions"
                        + " fails with a NamingException." + CURES.replaceFirst("; or $", "") + " [wrong-jars]");
    }

    @Test
    void javaxMailIsTheApplicationsOwn() {
        String text =
                "web application '/shop' bundles mail classes: mail-1.4.7.jar (javax.mail 1.4.7). They are harmless:"
                        + " javax.mail is another API than the server's, which the application can use by itself, but not with a"
                        + " session of the server.";

        assertInfo(report(STOCK, /* hasSession= */ true, JAVAX), text);
        assertInfo(report(SHARING, /* hasSession= */ false, JAVAX), text);
    }

    @Test
    void javaxMailIsNotToBeDeletedForTheSakeOfTheSession() {
        assertThat(report(STOCK, /* hasSession= */ true, MAIL, JAVAX).text())
                .endsWith("; or delete jakarta.mail-2.0.5.jar and start the application anew [wrong-jars]");
    }

    @Test
    void delegateBreaksJavaxMail() {
        assertWarning(
                report(DELEGATING, /* hasSession= */ false, JAVAX),
                "web application '/shop' bundles mail classes: mail-1.4.7.jar (javax.mail 1.4.7). Its javax.mail gets"
                        + " content handlers of the server's Jakarta Mail and fails with a ClassCastException, because"
                        + " delegate=\"true\" lets the server's files go first: put"
                        + " <Loader loaderClass=\"io.github.catamail.catalina.MailSharingClassLoader\"/> in the place of"
                        + " the <Loader> with delegate=\"true\" [wrong-jars]");
    }

    @Test
    void aCopyOfCatamailThatRunsIsToBeDeleted() {
        assertWarning(
                new MailReport(
                        "/", new BundledMail(List.of(COPY)), STOCK, /* hasSession= */ false, /* runsCopy= */ true),
                "web application '/' bundles mail classes: catamail-0.1.0.jar (Catamail 0.1.0). Its copy of Catamail takes"
                        + " the place of the server's: it makes the sessions of this application, and the global ones that"
                        + " this application is the first to look up, which others then share until it is stopped."
                        + " Catamail belongs into the server's lib only: delete catamail-0.1.0.jar [wrong-jars]");
    }

    @Test
    void aCopyOfCatamailThatDoesNotRunIsOnlyMentioned() {
        assertInfo(
                report(SHARING, /* hasSession= */ true, MAIL, COPY),
                "web application '/shop' bundles mail classes: jakarta.mail-2.0.5.jar (Jakarta Mail API 2.1.5, Angus Mail"
                        + " 2.0.5), catamail-0.1.0.jar (Catamail 0.1.0). They are harmless: its class loader takes those of"
                        + " the server instead. Its copy of Catamail is not used; catamail-0.1.0.jar can be deleted.");
    }

    @Test
    void aRefusedLookUpNamesApplicationFileAndCures() {
        assertThat(new MailConflict("/shop##2", new BundledMail(List.of(MAIL)), Apart.WITHOUT_LISTENER)
                        .refusal("mail/Session"))
                .isEqualTo(
                        "mail/Session: web application '/shop##2' brings Jakarta Mail itself (jakarta.mail-2.0.5.jar), to"
                                + " which a session of the server is of another class: put"
                                + " <Listener className=\"io.github.catamail.catalina.MailListener\"/> into <Server> in"
                                + " conf/server.xml, which is for all applications but those in its 'exclude'; or put"
                                + " <Loader loaderClass=\"io.github.catamail.catalina.MailSharingClassLoader\"/> into <Context> in"
                                + " the application's context.xml; or delete jakarta.mail-2.0.5.jar and start the application anew [wrong-jars]");
    }

    private static void assertInfo(MailReport report, String text) {
        assertThat(report.text()).isEqualTo(text);
        assertThat(report.isWarning()).isFalse();
    }

    private static void assertWarning(MailReport report, String text) {
        assertThat(report.text()).isEqualTo(text);
        assertThat(report.isWarning()).isTrue();
    }

    private static MailReport report(ClassOrder order, boolean hasSession, BundledFile... files) {
        return new MailReport(
                "/shop", new BundledMail(Stream.of(files).toList()), order, hasSession, /* runsCopy= */ false);
    }

    private static BundledFile jar(String name, BundledPiece... pieces) {
        return new BundledFile(location(name), /* isMailJar= */ true, List.of(pieces));
    }

    private static ClassLocation location(String name) {
        return new ClassLocation("/base/webapps/shop/WEB-INF/lib/" + name);
    }

    private static BundledPiece piece(MailPiece piece, @Nullable String version) {
        return new BundledPiece(piece, version, /* converted= */ false);
    }
}
