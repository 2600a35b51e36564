package io.github.catamail.trial;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
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
import java.util.ArrayList;
import java.util.List;
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
    private final Steps steps;
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
        this.steps = recorder.steps();
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
        steps.skipRest();
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
        Report report = new Report(subject(settings, endpoint), steps.made(), findings);
        listener.serverEnded(report);
        return report;
    }

    /** Returns whether a login was tried and not accepted. */
    boolean isLoginRefused() {
        return recorder.hasTriedLogin()
                && steps.made().stream()
                        .anyMatch(step -> step.name().equals(Part.AUTH.toString()) && step.outcome() == Outcome.FAILED);
    }

    private void use(Channel channel, ChannelOpener opener) throws MessagingException {
        boolean mine = true;
        try {
            Sender sender = Sender.of(settings, to);
            if (sender == null) {
                steps.skip(Part.ENVELOPE, "no sender is known: write 'from', or name a recipient for the test");
            } else {
                ask(channel, sender);
            }
            if (to == null || sender == null) {
                steps.skip(Part.MESSAGE, "no recipient was named");
                steps.begin(Part.QUIT);
            } else {
                mine = false;
                send(channel, opener, sender.address(), to);
            }
        } finally {
            if (mine) {
                channel.quit();
            }
        }
        steps.end(Outcome.OK);
    }

    private void ask(Channel channel, Sender sender) throws MessagingException {
        InternetAddress recipient = to != null ? to : sender.address();
        steps.begin(Part.ENVELOPE);
        steps.note("from " + sender.address().getAddress() + " (" + sender.why() + ") to "
                + (to != null ? to.getAddress() : "itself, as no recipient was named"));
        try {
            new EnvelopeCheck(channel, observed).ask(sender.address(), recipient);
            steps.end(Outcome.OK);
        } catch (MessagingException refused) {
            Failure failure = Failure.of(recorder.takeFailure(), refused, settings.resource());
            boolean ofSender = failure.topic() == Topic.SENDER_REFUSED;
            // Applications may use other addresses than this one.
            if (to != null || !(ofSender || failure.topic() == Topic.RECIPIENT_REFUSED)) {
                findings.add(failure.finding(Severity.ERROR, settings.resource()));
                throw refused;
            }
            steps.end(Outcome.WARNING);
            Failure lesser = ofSender
                    ? failure
                    : failure.withCure(
                            "no recipient was named, so that the test asked for the sender, who need not have a"
                                    + " mailbox: name one to be sure");
            findings.add(lesser.finding(Severity.WARNING, settings.resource()));
        }
    }

    private void send(Channel channel, ChannelOpener opener, InternetAddress sender, InternetAddress recipient)
            throws MessagingException {
        steps.begin(Part.MESSAGE);
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
            steps.note("Message-ID " + message.getMessageID());
            steps.note("the server said: " + Words.line(said));
            steps.end(Outcome.OK);
            steps.begin(Part.QUIT);
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
            steps.fail(List.of("no greeting within " + Words.of(probe.patience()) + ", but an answer to TLS"));
            findings.add(new Finding(
                    Severity.ERROR,
                    Topic.WRONG_TLS_MODE,
                    settings.resource(),
                    "no greeting from " + endpoint.address() + " (" + endpoint.security() + ")",
                    "Port " + endpoint.port() + " speaks TLS from the first byte: set tls=\"implicit\""));
            return;
        }
        UntrustedServerException untrusted = Causes.find(thrown, UntrustedServerException.class);
        Part part = steps.fail(untrusted == null ? List.of() : details.of(untrusted.presented()));
        Failure failure = Failure.of(recorder.takeFailure(), thrown, settings.resource());
        if (breaker.isBroken() && failure.topic() != Topic.OUTCOME_UNKNOWN) {
            // It was this side that closed the connection, which the exception blames the server for.
            findings.clear();
            failure = new Failure(
                    Topic.TEST_FAILED, "the resource was closed while it was tested", "Test it again if it is in use");
        } else if (!findings.isEmpty()) {
            return;
        } else if (part != null) {
            failure = new Diagnosis(submission, endpoint, recorder, listener, breaker, usualPorts).of(failure, part);
        }
        findings.add(failure.finding(Severity.ERROR, settings.resource()));
    }
}
