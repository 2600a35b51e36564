package io.github.catamail.session;

import io.github.catamail.config.DebugLevel;
import io.github.catamail.config.MailSettings;
import io.github.catamail.smtp.Submission;
import io.github.catamail.transport.SmtpTransport;
import io.github.catamail.transport.SmtpsTransport;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import org.jspecify.annotations.Nullable;

/** Puts a session together: properties, authenticator, log and transports. */
final class SessionAssembly {
    private SessionAssembly() {}

    static Session of(Submission submission) {
        MailSettings settings = submission.settings();
        SessionProperties properties = new PropertyMirror(submission).properties();
        Session session = Session.getInstance(properties, new ResourceAuthenticator(settings));
        session.setDebugOut(
                settings.debug() == DebugLevel.OFF ? DebugStream.SHARED : DebugStream.forResource(settings.resource()));
        session.setDebug(settings.debug() == DebugLevel.FULL);
        try {
            session.setProvider(provider("smtp", SmtpTransport.class));
            session.setProvider(provider("smtps", SmtpsTransport.class));
        } catch (NoSuchProviderException impossible) {
            throw new IllegalStateException("a provider that is not null is always taken", impossible);
        }
        return session;
    }

    private static Provider provider(String protocol, Class<?> type) {
        @Nullable String version = SessionAssembly.class.getPackage().getImplementationVersion();
        return new Provider(Provider.Type.TRANSPORT, protocol, type.getName(), "Catamail", version);
    }
}
