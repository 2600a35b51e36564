package io.github.catamail.bench;

import java.util.concurrent.Future;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Simple Java Mail, with its pool where its {@code batch-module} is there. */
final class SimpleJavaMailContender implements Contender {
    /** Longer than the others take for their turn; the default is 5 s. */
    private static final int KEEP_MILLIS = 60_000;

    private final Mailer mailer;
    private final String recipients;

    SimpleJavaMailContender(Target target) {
        recipients = String.join(",", target.addresses());
        var builder = target.login()
                ? MailerBuilder.withSMTPServer(Target.HOST, target.port(), Target.USER, Target.PASSWORD)
                : MailerBuilder.withSMTPServer(Target.HOST, target.port());
        mailer = builder.withTransportStrategy(target.login() ? TransportStrategy.SMTP_TLS : TransportStrategy.SMTP)
                .withProperty("mail.smtp.starttls.enable", Boolean.toString(target.login()))
                .withConnectionPoolCoreSize(target.connections())
                .withConnectionPoolMaxSize(target.connections())
                .withConnectionPoolExpireAfterMillis(KEEP_MILLIS)
                .buildMailer();
    }

    @Override
    public void send() throws Exception {
        Email email = EmailBuilder.startingBlank()
                .from(Letter.FROM)
                .to(recipients)
                .withSubject(Letter.SUBJECT)
                .withPlainText(Letter.TEXT)
                .buildEmail();
        mailer.sendMail(email).get();
    }

    @Override
    public void close() {
        // It is not waited for: the JVM ends next.
        Future<?> unused = mailer.shutdownConnectionPool();
    }
}
