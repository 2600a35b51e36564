package io.github.catamail.transport;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/**
 * The transport that applications get for {@code smtps}: the same as for {@code smtp}. Whether TLS is spoken from the first
 * byte is for the resource to say, not for the application. It is a class of its own since Jakarta Mail finds the provider
 * of a protocol by its class.
 */
public final class SmtpsTransport extends SmtpTransport {
    /** Called by Jakarta Mail by reflection. */
    public SmtpsTransport(Session session, URLName url) {
        super(session, url);
    }
}
