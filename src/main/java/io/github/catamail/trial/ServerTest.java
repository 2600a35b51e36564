package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Route;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.smtp.Channel;
import io.github.catamail.smtp.ChannelOpener;
import io.github.catamail.smtp.EnvelopeCheck;
import io.github.catamail.smtp.Submission;
import io.github.catamail.tls.UntrustedServerException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The test of one server. Used once, by one thread. */
final class ServerTest {
    private final Submission submission;
    private final Session session;
    private final Endpoint endpoint;
    private final @Nullable InternetAddress to;
    private final StepListener listener;
    private final Breaker breaker;
    private final List<Integer> usualPorts;
    private final MailSettings settings;
    private final TlsDetails details;
    private final Recorder recorder;
    private final Submission observed;
    private final List<Finding> findings = new ArrayList<>();

    ServerTest(
            Submission submission,
            Session session,
            Endpoint endpoint,
            @Nullable InternetAddress to,
            StepListener listener,
            Breaker breaker,
            List<Integer> usualPorts) {
        this.submission = submission;
        this.session = session;
        this.endpoint = endpoint;
        this.to = to;
        this.listener = listener;
        this.breaker = breaker;
        this.usualPorts = usualPorts;
        this.settings = submission.settings();
        this.details = new TlsDetails(submission.tls(), submission.clock());
        this.recorder = new Recorder(settings, endpoint, submission.ticker(), details::of, listener, breaker);
        this.observed = submission.forTest(settings, recorder);
    }

    /** Returns what the report of a server is about. */
    static String subject(MailSettings settings, Endpoint endpoint) {
        Credentials login = settings.authentication().credentials();
        return settings.resource() + ": " + endpoint + (login == null ? ", no login" : ", user " + login.user());
    }

    /** Returns the report of a server that is not tested, and why. */
    static Report leftOut(MailSettings settings, Endpoint endpoint, String why, StepListener listener) {
        listener.serverBegins(subject(settings, endpoint));
        Step step = new Step("Server", Outcome.SKIPPED, null, List.of(why));
        listener.stepEnded(step);
        Report report = new Report(subject(settings, endpoint), List.of(step), List.of());
        listener.serverEnded(report);
        return report;
    }

    Report run() {
        listener.serverBegins(subject(settings, endpoint));
        ChannelOpener opener = new ChannelOpener(observed, session);
        EarlyProbe probe = EarlyProbe.start(recorder, submission, endpoint);
        try (probe) {
            use(opener.open(endpoint, settings.authentication().credentials()), opener);
        } catch (MessagingException | RuntimeException failure) {
            explain(failure, probe);
        }
        recorder.skipRest();
        if (recorder.facts().tls != null) {
            List<X509Certificate> chain = TlsDetails.chain(recorder.facts().tls);
            if (!chain.isEmpty()) {
                submission
                        .traffic()
                        .serverCertificate(
                                endpoint.address(), chain.get(0).getNotAfter().toInstant());
            }
        }
        findings.addAll(new Warnings(settings, endpoint, submission.tls(), details, recorder.facts()).find());
        Report report = new Report(subject(settings, endpoint), recorder.steps(), findings);
        listener.serverEnded(report);
        return report;
    }

    /** Returns whether a login was tried and not accepted. */
    boolean isLoginRefused() {
        return recorder.hasTriedLogin()
                && recorder.steps().stream()
                        .anyMatch(step -> step.name().equals(Part.AUTH.toString()) && step.outcome() == Outcome.FAILED);
    }

    private void use(Channel channel, ChannelOpener opener) throws MessagingException {
        boolean mine = true;
        try {
            Sender sender = Sender.of(settings, to);
            if (sender == null) {
                recorder.skip(Part.ENVELOPE, "no sender is known: write 'from', or name a recipient for the test");
            } else {
                ask(channel, sender);
            }
            if (to == null || sender == null) {
                recorder.skip(Part.MESSAGE, "no recipient was named");
                recorder.begin(Part.QUIT);
            } else {
                mine = false;
                send(channel, opener, sender.address(), to);
            }
        } finally {
            if (mine) {
                channel.quit();
            }
        }
        recorder.end(Outcome.OK);
    }

    private void ask(Channel channel, Sender sender) throws MessagingException {
        InternetAddress recipient = to != null ? to : sender.address();
        recorder.begin(Part.ENVELOPE);
        recorder.note("from " + sender.address().getAddress() + " (" + sender.why() + ") to "
                + (to != null ? to.getAddress() : "itself, as no recipient was named"));
        try {
            new EnvelopeCheck(channel, observed).ask(sender.address(), recipient);
            recorder.end(Outcome.OK);
        } catch (MessagingException refused) {
            Recorder.Failure failure = failure(refused);
            boolean ofSender = failure.topic() == Topic.SENDER_REFUSED;
            // Applications may use other addresses than this one.
            if (to != null || !(ofSender || failure.topic() == Topic.RECIPIENT_REFUSED)) {
                findings.add(finding(failure));
                throw refused;
            }
            recorder.end(Outcome.WARNING);
            findings.add(new Finding(
                    Severity.WARNING,
                    failure.topic(),
                    settings.resource(),
                    failure.what(),
                    ofSender
                            ? failure.cure()
                            : "No recipient was named, so that the test asked for the sender, who need not have a mailbox:"
                                    + " name one to be sure"));
        }
    }

    private void send(Channel channel, ChannelOpener opener, InternetAddress sender, InternetAddress recipient)
            throws MessagingException {
        recorder.begin(Part.MESSAGE);
        TestTransport transport = new TestTransport(session, observed, opener, channel);
        boolean begun = false;
        try {
            MimeMessage message = TestMessage.of(
                    session,
                    settings,
                    endpoint,
                    recorder.facts().heloName,
                    sender,
                    recipient,
                    submission.clock().instant());
            begun = true;
            String said = transport.send(message);
            recorder.note("Message-ID " + message.getMessageID());
            recorder.note("the server said: " + Words.line(said));
            recorder.end(Outcome.OK);
            recorder.begin(Part.QUIT);
        } finally {
            if (begun) {
                transport.close();
            } else {
                channel.quit();
            }
        }
    }

    // --- what went wrong

    private void explain(Exception thrown, EarlyProbe probe) {
        probe.close();
        if (probe.hasFoundTls()) {
            recorder.takeFailure();
            recorder.fail(List.of("no greeting within " + Words.of(probe.patience()) + ", but an answer to TLS"));
            findings.add(new Finding(
                    Severity.ERROR,
                    Topic.WRONG_TLS_MODE,
                    settings.resource(),
                    "no greeting from " + endpoint.address() + " (" + endpoint.security() + ")",
                    "Port " + endpoint.port() + " speaks TLS from the first byte: set tls=\"implicit\""));
            return;
        }
        UntrustedServerException untrusted = Causes.find(thrown, UntrustedServerException.class);
        Part part = recorder.fail(untrusted == null ? List.of() : details.of(untrusted.presented()));
        if (!findings.isEmpty()) {
            return;
        }
        Recorder.Failure failure = failure(thrown);
        if (part != null && !breaker.isBroken()) {
            boolean noTls = part == Part.STARTTLS && !recorder.facts().offersStarttls();
            failure = part == Part.TCP || noTls ? withPorts(failure, part) : withMode(failure, part);
        }
        findings.add(finding(failure));
    }

    private Finding finding(Recorder.Failure failure) {
        return new Finding(Severity.ERROR, failure.topic(), settings.resource(), failure.what(), failure.cure());
    }

    /** Returns what was explained, or else what the exception says. */
    private Recorder.Failure failure(Exception thrown) {
        Recorder.Failure told = recorder.takeFailure();
        if (told == null) {
            String message = Words.line(String.valueOf(thrown.getMessage()));
            Topic topic = Topic.in(message);
            told = topic == null
                    ? new Recorder.Failure(Topic.TEST_FAILED, "the test failed: " + Words.line(thrown.toString()), "")
                    : new Recorder.Failure(
                            topic,
                            message.substring(0, message.lastIndexOf(topic.toString()))
                                    .strip(),
                            "");
        }
        String name = settings.resource() + ": ";
        String what = told.what().startsWith(name) ? told.what().substring(name.length()) : told.what();
        return new Recorder.Failure(told.topic(), what, told.cure());
    }

    /** Where TLS or its absence may be the reason, the other way is tried. */
    private Recorder.Failure withMode(Recorder.Failure failure, Part part) {
        OtherMode other = new OtherMode(endpoint, settings.authentication().credentials() != null);
        ConnectionSecurity instead = other.instead(part, failure.topic(), recorder.facts().spokeSmtp);
        if (instead == null) {
            return failure;
        }
        listener.stepBegins("Other TLS mode");
        long begin = submission.ticker().nanos();
        String advice = other.advice(instead, Probe.of(submission, endpoint, instead, breaker));
        recorder.add(new Step(
                "Other TLS mode",
                Outcome.OK,
                Duration.ofNanos(submission.ticker().nanos() - begin),
                List.of(advice == null ? instead + " does not work on port " + endpoint.port() + " either" : advice)));
        return advice == null
                ? failure
                : new Recorder.Failure(
                        Topic.WRONG_TLS_MODE,
                        failure.what(),
                        Character.toUpperCase(advice.charAt(0)) + advice.substring(1));
    }

    /** Where nothing answers, or nothing that is protected, it may on another port. */
    private Recorder.Failure withPorts(Recorder.Failure failure, Part part) {
        if (settings.route().kind() != Route.Kind.DIRECT
                || recorder.facts().addresses.isEmpty()) {
            return failure;
        }
        listener.stepBegins("Other ports");
        long begin = submission.ticker().nanos();
        OtherPorts others = new OtherPorts(usualPorts, breaker);
        List<Integer> answering = others.answering(recorder.facts().addresses, endpoint.port());
        recorder.add(new Step(
                "Other ports",
                Outcome.OK,
                Duration.ofNanos(submission.ticker().nanos() - begin),
                List.of(
                        answering.isEmpty()
                                ? "none of " + others.list() + " answers"
                                : "these answer: "
                                        + answering.stream()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(", ")))));
        String cure = part == Part.STARTTLS ? protectedPort(answering) : otherPort(failure, answering, others);
        return new Recorder.Failure(failure.topic(), failure.what(), cure);
    }

    private String otherPort(Recorder.Failure failure, List<Integer> answering, OtherPorts others) {
        if (answering.isEmpty()) {
            return failure.cure() + ". None of the usual ports of " + endpoint.host() + " (" + others.list()
                    + ") answers either, so that 'host' may be the wrong one";
        }
        return OtherPorts.advice(endpoint.host(), answering)
                + (endpoint.port() == 25 ? ". Port 25 is often blocked by providers" : "");
    }

    /** The server speaks SMTP in clear, and nothing else. */
    private String protectedPort(List<Integer> answering) {
        String advice = OtherPorts.advice(endpoint.host(), OtherPorts.withTls(answering));
        return (advice.isEmpty() ? "Use a port with TLS, such as 465 or 587" : advice)
                + "; only if the network up to the server can be trusted, set tls=\"none\""
                + (settings.authentication().credentials() == null ? "" : ", which sends the password in clear");
    }
}
