package io.github.catamail.session;

import io.github.catamail.config.DebugLevel;
import io.github.catamail.config.MailSettings;
import io.github.catamail.pool.ConnectionPool;
import io.github.catamail.transport.SmtpTransport;
import io.github.catamail.transport.SmtpsTransport;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a session together: properties, authenticator, log and transports. */
final class SessionAssembly {
    private SessionAssembly() {}

    /**
     * Makes a session.
     *
     * @param own providers beside the server's
     */
    static Session of(ConnectionPool pool, List<Provider> own) {
        MailSettings settings = pool.submission().settings();
        SessionProperties properties = new PropertyMirror(pool).properties();
        Session session = Session.getInstance(properties, new ResourceAuthenticator(settings));
        boolean full = pool.submission().debugging().level() == DebugLevel.FULL;
        // Also where debugging is off: an application may switch it on, and System.out is not the place for it.
        session.setDebugOut(full ? DebugStream.forResource(settings.resource()) : DebugStream.SHARED);
        session.setDebug(full);
        own.forEach(session::addProvider);
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
