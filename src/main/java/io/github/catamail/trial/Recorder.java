package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Route;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Step;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.smtp.Progress;
import io.github.catamail.smtp.Stage;
import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
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
    private final Ticker ticker;
    private final Function<SSLSession, List<String>> certificates;
    private final StepListener listener;
    private final Breaker breaker;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final EnumSet<Part> ahead;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private final Facts facts = new Facts();
    private @Nullable Part current;
    private long begin;
    private String mechanism = "";
    private @Nullable Failure failure;
    private volatile @Nullable Runnable closing;

    /** What failed, as it was explained. */
    record Failure(Topic topic, String what, String cure) {}

    Recorder(
            MailSettings settings,
            Endpoint endpoint,
            Ticker ticker,
            Function<SSLSession, List<String>> certificates,
            StepListener listener,
            Breaker breaker) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.ticker = ticker;
        this.certificates = certificates;
        this.listener = listener;
        this.breaker = breaker;
        this.ahead = Part.of(endpoint.security());
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Facts facts() {
        return facts;
    }

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

    /** Returns the part that is under way, or the one that would have come next; null at the end. */
    @Nullable Part present() {
        return current != null ? current : ahead.stream().findFirst().orElse(null);
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

    // --- what is told

    @Override
    public void lookingUp(String host) {
        begin(Part.DNS);
    }

    @Override
    public void found(List<InetAddress> addresses) {
        if (current == Part.DNS) {
            facts.addresses = List.copyOf(addresses);
            addresses.forEach(address -> details.add(address.getHostAddress()));
            facts.lookUp = end(Outcome.OK);
        }
    }

    @Override
    public void connecting(@Nullable InetAddress address, Runnable abort) {
        if (isConnecting()) {
            begin(Part.TCP);
        }
        closing = abort;
        breaker.guard(abort);
    }

    @Override
    public void notConnected(@Nullable InetAddress address, IOException why) {
        if (current == Part.TCP) {
            details.add(name(address) + ": " + Words.of(why));
            facts.dead.add(name(address));
        }
    }

    @Override
    public void connected(@Nullable InetAddress address) {
        if (current == Part.TCP) {
            facts.address = address;
            details.add(name(address) + " answers");
            end(facts.dead.isEmpty() ? Outcome.OK : Outcome.WARNING);
        }
    }

    @Override
    public void reached(Stage stage) {
        switch (stage) {
            case TLS_HANDSHAKE ->
                begin(endpoint.security() == ConnectionSecurity.IMPLICIT_TLS ? Part.IMPLICIT_TLS : Part.UPGRADE);
            case GREETING -> {
                begin(Part.GREETING);
                listening.countDown();
            }
            case EHLO -> begin(ahead.contains(Part.EHLO) || current == Part.EHLO ? Part.EHLO : Part.EHLO_OVER_TLS);
            case STARTTLS -> begin(Part.STARTTLS);
            case AUTH -> begin(Part.AUTH);
            default -> {}
        }
    }

    @Override
    public void introducing(String heloName) {
        facts.heloName = heloName;
        if (current == Part.GREETING) {
            // Finding the name out is no affair of the server.
            facts.ownLookUp = since(begin);
            begin = ticker.nanos();
        }
    }

    @Override
    public void loggingIn(String name) {
        mechanism = name;
    }

    @Override
    public void heard(Stage stage, String reply) {
        int code = Words.code(reply);
        if (current == Part.GREETING && stage == Stage.GREETING) {
            greeted.countDown();
            facts.spokeSmtp = code > 0;
            answer(reply, code == 220);
        } else if ((current == Part.EHLO || current == Part.EHLO_OVER_TLS) && stage == Stage.EHLO) {
            if (code == 250) {
                facts.offers = Words.offers(reply);
                if (current == Part.EHLO) {
                    details.add("introduced as " + facts.heloName);
                }
                details.add(facts.offers.isEmpty() ? "offers nothing" : "offers " + String.join(", ", facts.offers));
                end(Outcome.OK);
            } else if (!details.contains(Words.line(reply))) {
                // HELO, which follows, is mostly refused in the same words.
                details.add(Words.line(reply));
            }
        } else if (current == Part.STARTTLS && stage == Stage.STARTTLS) {
            answer(reply, code == 220);
        } else if (current == Part.AUTH && stage == Stage.AUTH && code != 334) {
            details.add(mechanism + " as " + user() + ": " + Words.line(reply));
            if (code == 235) {
                end(Outcome.OK);
            }
        } else if (current == Part.ENVELOPE && (stage == Stage.MAIL || stage == Stage.RCPT)) {
            details.add(stage + ": " + Words.line(reply));
        }
    }

    @Override
    public void secured(SSLSession tls) {
        if (current == Part.IMPLICIT_TLS || current == Part.UPGRADE) {
            facts.tls = tls;
            details.add(tls.getProtocol() + ", " + tls.getCipherSuite());
            details.addAll(certificates.apply(tls));
            end(Outcome.OK);
        }
    }

    @Override
    public void failed(Topic topic, String what, String cure) {
        failure = new Failure(topic, what, cure);
    }

    // --- what the test itself does

    /** Begins a part. Those before it that have not been are left out. */
    void begin(Part part) {
        if (current == part || !ahead.contains(part)) {
            return;
        }
        leaveOutBefore(part);
        ahead.remove(part);
        current = part;
        details.clear();
        begin = ticker.nanos();
        listener.stepBegins(part.toString());
    }

    void note(String detail) {
        details.add(detail);
    }

    /** Ends the part that is under way; returns how long it took. */
    Duration end(Outcome outcome) {
        Duration took = since(begin);
        add(new Step(String.valueOf(current), outcome, took, details));
        current = null;
        return took;
    }

    /** Adds a part that is not tried, and why. */
    void skip(Part part, String why) {
        leaveOutBefore(part);
        ahead.remove(part);
        add(new Step(part.toString(), Outcome.SKIPPED, null, List.of(why)));
    }

    /** Ends the part that is under way, or would have come next, as failed; returns which it is. */
    @Nullable Part fail(List<String> more) {
        Part failed = present();
        if (failed != null) {
            if (current == null) {
                begin(failed);
            }
            details.addAll(more);
            end(Outcome.FAILED);
        }
        return failed;
    }

    /** Whatever there would have been to try is left out. */
    void skipRest() {
        List<Part> left = List.copyOf(ahead);
        ahead.clear();
        left.forEach(part -> add(new Step(part.toString(), Outcome.SKIPPED, null, List.of())));
    }

    /** Adds a step of another kind. */
    void add(Step step) {
        steps.add(step);
        listener.stepEnded(step);
    }

    private void leaveOutBefore(Part part) {
        for (Part before : List.copyOf(ahead)) {
            if (before.compareTo(part) < 0) {
                leaveOut(before);
            }
        }
    }

    private void leaveOut(Part part) {
        ahead.remove(part);
        switch (part) {
            case DNS -> skip(part, settings.route().kind() == Route.Kind.DIRECT ? "" : "the proxy looks the name up");
            case STARTTLS -> skip(part, "the server does not offer it");
            case AUTH -> skip(part, "no 'user' and 'password' are in use");
            default -> {}
        }
    }

    private void answer(String reply, boolean good) {
        details.add(Words.line(reply));
        if (good) {
            end(Outcome.OK);
        }
    }

    private boolean isConnecting() {
        return ahead.contains(Part.TCP);
    }

    private String user() {
        return settings.authentication().credentials() == null
                ? ""
                : settings.authentication().credentials().user();
    }

    private String name(@Nullable InetAddress address) {
        Route route = settings.route();
        return address != null
                ? address.getHostAddress()
                : "the " + (route.kind() == Route.Kind.HTTP ? "HTTP" : "SOCKS") + " proxy " + route.proxyHost() + ":"
                        + route.proxyPort();
    }

    private Duration since(long then) {
        return Duration.ofNanos(ticker.nanos() - then);
    }
}
