package io.github.catamail.smtp;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.secret.Secret;
import io.github.catamail.traffic.Traffic;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Opens channels for one session. Safe for use by several threads. */
public final class ChannelOpener {
    private final Submission submission;
    private final Session session;

    /**
     * Makes one.
     *
     * @param submission what the session was made from
     * @param session its properties say what Angus does during the login, beside what the submission says
     */
    public ChannelOpener(Submission submission, Session session) {
        this.submission = submission;
        this.session = session;
    }

    /**
     * Opens a connection, protects it, and logs in with the credentials of the resource or without any.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    public Channel open(Endpoint endpoint, @Nullable Credentials credentials) throws MessagingException {
        return open(Opening.of(endpoint, credentials));
    }

    /**
     * Opens a connection as somebody that the application names, not the resource.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    public Channel open(Endpoint endpoint, @Nullable String user, @Nullable String password) throws MessagingException {
        return open(new Opening(endpoint, user, password == null ? null : Secret.of(password)));
    }

    /**
     * Opens another connection to the same server, as the same user.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    public Channel openLike(Channel other) throws MessagingException {
        return open(other.opening());
    }

    private Channel open(Opening wanted) throws MessagingException {
        Traffic traffic = submission.traffic();
        long begin = traffic.nanos();
        Instant now = submission.clock().instant();
        try {
            Channel channel = Login.open(session, submission, wanted);
            traffic.connected(traffic.nanos() - begin);
            SSLSocket tls = channel.socket().tls();
            if (tls != null) {
                record(tls.getSession(), wanted.endpoint(), now);
            }
            return channel;
        } catch (MessagingException failure) {
            traffic.connectFailed(failure);
            throw failure;
        }
    }

    private void record(SSLSession tls, Endpoint endpoint, Instant begin) {
        // A session that is resumed was created for a connection before.
        submission.traffic().handshake(tls.getCreationTime() < begin.toEpochMilli());
        try {
            Certificate[] chain = tls.getPeerCertificates();
            if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
                submission
                        .traffic()
                        .serverCertificate(
                                endpoint.address(), certificate.getNotAfter().toInstant());
            }
        } catch (SSLPeerUnverifiedException anonymous) {
            // There is no certificate whose end could be told.
            return;
        }
    }
}
