package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.TimeoutSettings;
import io.github.catamail.smtp.ChannelOpener;
import io.github.catamail.smtp.Progress;
import io.github.catamail.smtp.Stage;
import io.github.catamail.smtp.Submission;
import io.github.catamail.tls.UntrustedServerException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Tries another kind of TLS on the same port, for a short time and without a login. */
final class Probe implements Progress {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);

    private final Breaker breaker;
    private boolean greeted;
    private boolean tls;
    private List<String> offers = List.of();

    private Probe(Breaker breaker) {
        this.breaker = breaker;
    }

    /**
     * What came of it.
     *
     * @param speaksTls whether there is a TLS server, be it one that is not trusted
     * @param greeted whether the server greeted as one for mail does
     * @param offers what it offers
     */
    record Result(boolean speaksTls, boolean greeted, List<String> offers) {
        boolean offersStarttls() {
            return offers.stream().anyMatch(offer -> offer.equalsIgnoreCase("STARTTLS"));
        }
    }

    static Result of(Submission submission, Endpoint endpoint, ConnectionSecurity security, Breaker breaker) {
        Probe probe = new Probe(breaker);
        MailSettings settings = submission.settings();
        Submission brief = submission.forTest(settings.with(brief(settings.timeouts())), probe);
        try {
            // The properties of the resource may ask for a login.
            new ChannelOpener(brief, Session.getInstance(new Properties()))
                    .open(new Endpoint(endpoint.host(), endpoint.port(), security), null)
                    .quit();
        } catch (MessagingException asFarAsItGot) {
            // Where it ended stands in the fields; a server that is not trusted is one of TLS all the same.
            probe.tls |= untrusted(asFarAsItGot);
        }
        return new Result(probe.tls, probe.greeted, probe.offers);
    }

    private static boolean untrusted(MessagingException failure) {
        return Causes.find(failure, UntrustedServerException.class) != null;
    }

    private static TimeoutSettings brief(TimeoutSettings usual) {
        return new TimeoutSettings(
                least(usual.connect(), CONNECT), least(usual.read(), READ), least(usual.write(), READ), usual.data());
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void lookingUp(String host, Runnable abort) {
        breaker.guard(abort);
    }

    @Override
    public void connecting(@Nullable InetAddress address, Runnable abort) {
        breaker.guard(abort);
    }

    @Override
    public void heard(Stage stage, String reply) {
        if (stage == Stage.GREETING) {
            greeted = Words.code(reply) == 220;
        } else if (stage == Stage.EHLO && Words.code(reply) == 250) {
            if (offers.isEmpty()) {
                offers = Words.offers(reply);
            }
        }
    }

    @Override
    public void secured(SSLSession session) {
        tls = true;
    }
}
