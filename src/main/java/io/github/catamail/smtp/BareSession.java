package io.github.catamail.smtp;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Properties;
import org.eclipse.angus.mail.util.PropUtil;

/** A session without properties, for what Angus does only where it opens connections itself. */
final class BareSession {
    static final Session SESSION = LibraryLoader.call(() -> Session.getInstance(new Properties()));

    private BareSession() {}

    /** Returns what to make a transport with that belongs to a session. Angus looks up two dozen properties then, for each message. */
    static Session insteadOf(Session session, URLName url) {
        // This one is asked for then and never again, and nothing else can set it.
        boolean utf8 = PropUtil.getBooleanProperty(session.getProperties(), "mail.mime.allowutf8", false);
        return utf8 || !url.getProtocol().equals("smtp") ? session : SESSION;
    }
}
