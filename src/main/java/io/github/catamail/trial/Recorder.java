package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Route;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.smtp.Progress;
import io.github.catamail.smtp.Stage;
import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Makes steps of what happens on the way to one server. Used by one thread, but where a method says otherwise. */
final class Recorder implements Progress {
    private final MailSettings settings;
    private final Endpoint endpoint;
    private final Function<SSLSession, List<String>> certificates;
    private final Breaker breaker;
    private final Steps steps;
    private final Facts facts = new Facts();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch greeted = new CountDownLatch(1);
    private String mechanism = "";
    private @Nullable Failure failure;
    private volatile @Nullable Runnable closing;

    Recorder(
            MailSettings settings,
            Endpoint endpoint,
            Ticker ticker,
            Function<SSLSession, List<String>> certificates,
            StepListener listener,
            Breaker breaker) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.certificates = certificates;
        this.breaker = breaker;
        this.steps = new Steps(endpoint, settings.route().kind() != Route.Kind.DIRECT, ticker, listener);
    }

    Steps steps() {
        return steps;
    }

    Facts facts() {
        return facts;
    }

    /** Returns how the last failure was explained, or null where nothing failed or nobody explained it. Tells it once. */
    @Nullable Failure takeFailure() {
        Failure told = failure;
        failure = null;
        return told;
    }

    /** Returns whether a password has been tried. */
    boolean hasTriedLogin() {
        return !mechanism.isEmpty();
    }

    // --- for another thread

    /**
     * Waits until it is the server's turn to speak, and then whether it does. Called by another thread.
     *
     * @return whether the server has said nothing for so long
     */
    boolean awaitSilence(Duration patience) throws InterruptedException {
        listening.await();
        return !greeted.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns whether the server is still waited for. Called by another thread. */
    boolean isSilent() {
        return greeted.getCount() > 0;
    }

    /** There is nothing to wait for any more. */
    void over() {
        greeted.countDown();
        listening.countDown();
    }

    /** Closes the connection. Called by another thread. */
    void abort() {
        Runnable close = closing;
        if (close != null) {
            close.run();
        }
    }

    // --- what is told

    @Override
    public void lookingUp(String host, Runnable abort) {
        steps.begin(Part.DNS);
        breaker.guard(abort);
    }

    @Override
    public void found(List<InetAddress> addresses) {
        if (steps.isIn(Part.DNS)) {
            facts.addresses = List.copyOf(addresses);
            addresses.forEach(address -> steps.note(address.getHostAddress()));
            facts.lookUp = steps.end(Outcome.OK);
        }
    }

    @Override
    public void connecting(@Nullable InetAddress address, Runnable abort) {
        steps.begin(Part.TCP);
        closing = abort;
        breaker.guard(abort);
    }

    @Override
    public void notConnected(@Nullable InetAddress address, IOException why) {
        if (steps.isIn(Part.TCP)) {
            steps.note(name(address) + ": " + Words.of(why));
            facts.dead.add(name(address));
        }
    }

    @Override
    public void connected(@Nullable InetAddress address) {
        if (steps.isIn(Part.TCP)) {
            facts.address = address;
            steps.note(name(address) + " answers");
            steps.end(facts.dead.isEmpty() ? Outcome.OK : Outcome.WARNING);
        }
    }

    @Override
    public void reached(Stage stage) {
        switch (stage) {
            case TLS_HANDSHAKE ->
                steps.begin(endpoint.security() == ConnectionSecurity.IMPLICIT_TLS ? Part.IMPLICIT_TLS : Part.UPGRADE);
            case GREETING -> {
                steps.begin(Part.GREETING);
                listening.countDown();
            }
            case EHLO ->
                steps.begin(steps.isToCome(Part.EHLO) || steps.isIn(Part.EHLO) ? Part.EHLO : Part.EHLO_OVER_TLS);
            case STARTTLS -> steps.begin(Part.STARTTLS);
            case AUTH -> steps.begin(Part.AUTH);
            default -> {}
        }
    }

    @Override
    public void introducing(String heloName) {
        facts.heloName = heloName;
        if (steps.isIn(Part.GREETING)) {
            // Finding the name out is no affair of the server.
            facts.ownLookUp = steps.beginAnew();
        }
    }

    @Override
    public void loggingIn(String name) {
        mechanism = name;
    }

    @Override
    public void heard(Stage stage, String reply) {
        int code = Words.code(reply);
        switch (stage) {
            case GREETING -> greeting(reply, code);
            case EHLO -> ehlo(reply, code);
            case STARTTLS -> {
                if (steps.isIn(Part.STARTTLS)) {
                    answer(reply, code == 220);
                }
            }
            case AUTH -> {
                if (steps.isIn(Part.AUTH) && code != 334) {
                    answer(mechanism + " as " + user() + ": " + Words.line(reply), code == 235);
                }
            }
            case MAIL, RCPT -> {
                if (steps.isIn(Part.ENVELOPE)) {
                    steps.note(stage + ": " + Words.line(reply));
                }
            }
            default -> {}
        }
    }

    private void greeting(String reply, int code) {
        if (steps.isIn(Part.GREETING)) {
            greeted.countDown();
            facts.spokeSmtp = code > 0;
            answer(reply, code == 220);
        }
    }

    private void ehlo(String reply, int code) {
        boolean first = steps.isIn(Part.EHLO);
        if (!first && !steps.isIn(Part.EHLO_OVER_TLS)) {
            return;
        }
        if (code != 250) {
            // HELO, which follows, is mostly refused in the same words.
            steps.note(Words.line(reply));
            return;
        }
        facts.offers = Words.offers(reply);
        if (first) {
            steps.note("introduced as " + facts.heloName);
        }
        steps.note(Words.list(facts.offers));
        steps.end(Outcome.OK);
    }

    private void answer(String reply, boolean good) {
        steps.note(Words.line(reply));
        if (good) {
            steps.end(Outcome.OK);
        }
    }

    @Override
    public void secured(SSLSession tls) {
        if (steps.isIn(Part.IMPLICIT_TLS) || steps.isIn(Part.UPGRADE)) {
            facts.tls = tls;
            steps.note(tls.getProtocol() + ", " + tls.getCipherSuite());
            certificates.apply(tls).forEach(steps::note);
            steps.end(Outcome.OK);
        }
    }

    @Override
    public void failed(Topic topic, String what, String cure) {
        failure = new Failure(topic, what, cure);
    }

    private String user() {
        Credentials login = settings.authentication().credentials();
        return login == null ? "" : login.user();
    }

    private String name(@Nullable InetAddress address) {
        Route route = settings.route();
        return address != null
                ? address.getHostAddress()
                : "the " + (route.kind() == Route.Kind.HTTP ? "HTTP" : "SOCKS") + " proxy " + route.proxyHost() + ":"
                        + route.proxyPort();
    }
}
