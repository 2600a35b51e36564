package io.github.catamail.bench;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.List;
import javax.naming.NamingException;

/** What applications do with a session: {@code Transport.send}. */
final class SessionContender implements Contender {
    private final LookUp session;
    private final List<String> recipients;

    /** Asks for the session each time. */
    SessionContender(LookUp session, Target target) {
        this.session = session;
        this.recipients = target.addresses();
    }

    /** Has asked for it. */
    SessionContender(Session session, Target target) {
        this(() -> session, target);
    }

    @Override
    public void send() throws Exception {
        Transport.send(Letter.build(session.get(), recipients));
    }

    /** How the session is found. */
    interface LookUp {
        Session get() throws NamingException;
    }
}
