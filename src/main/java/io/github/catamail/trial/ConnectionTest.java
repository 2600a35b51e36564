package io.github.catamail.trial;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.smtp.Submission;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tests the servers of a resource one after the other, step by step, in the very way in which mail is sent, and says of what
 * fails what was tried, what was said, and which attribute to change. Nothing of it counts as mail of the resource.
 *
 * <p>It is bounded by the time-outs of the resource: for each server {@code connectTimeout} for its name and for each address, then
 * {@code readTimeout} for each reply. A password that is refused is not tried on a second server. It is used once;
 * {@link #cancel} may be called by any thread.
 */
public final class ConnectionTest {
    private final Submission submission;
    private final Supplier<Session> sessions;
    private final List<Integer> usualPorts;
    private final Breaker breaker = new Breaker();

    /**
     * Makes one.
     *
     * @param submission what connections of the resource need to know
     * @param sessions makes a session of the resource
     */
    public ConnectionTest(Submission submission, Supplier<Session> sessions) {
        this(submission, sessions, OtherPorts.USUAL);
    }

    /** For tests, whose servers are on other ports than the usual ones. */
    ConnectionTest(Submission submission, Supplier<Session> sessions, List<Integer> usualPorts) {
        this.submission = submission;
        this.sessions = sessions;
        this.usualPorts = List.copyOf(usualPorts);
    }

    /**
     * Runs the test.
     *
     * @param to whom to send a message to, through each server; null or blank to send none
     * @param listener is told of each step
     * @return a report for each server, in their order; one without steps where there is no server
     * @throws IllegalArgumentException if {@code to} is not a mail address
     */
    public List<Report> run(@Nullable String to, StepListener listener) {
        InternetAddress recipient = recipient(to);
        return LibraryLoader.call(() -> run(recipient, sessions.get(), listener));
    }

    /** Ends the test, whatever it is waiting for; its reports are of no use then. */
    public void cancel() {
        breaker.breakOff();
    }

    private List<Report> run(@Nullable InternetAddress to, Session session, StepListener listener) {
        MailSettings settings = submission.settings();
        List<Report> reports = new ArrayList<>();
        boolean refused = false;
        for (Endpoint endpoint : settings.endpoints()) {
            if (refused || breaker.isBroken()) {
                reports.add(ServerTest.leftOut(
                        settings,
                        endpoint,
                        refused
                                ? "not tested: another try would count as one more failed login of the same account"
                                : "not tested: the resource has been closed",
                        listener));
                continue;
            }
            ServerTest test = new ServerTest(submission, session, endpoint, to, listener, breaker, usualPorts);
            reports.add(test.run());
            refused = test.isLoginRefused();
        }
        if (reports.isEmpty()) {
            Finding none = new Finding(
                    Severity.ERROR,
                    Topic.MISSING_ATTRIBUTE,
                    settings.resource(),
                    "there is no server to send mail to",
                    "Add 'host' to the <Resource>");
            reports.add(new Report(settings.resource(), List.of(), List.of(none)));
            listener.serverBegins(settings.resource());
            listener.serverEnded(reports.get(0));
        }
        return List.copyOf(reports);
    }

    private static @Nullable InternetAddress recipient(@Nullable String to) {
        if (to == null || to.isBlank()) {
            return null;
        }
        InternetAddress address = Sender.address(to.strip());
        if (address == null) {
            throw new IllegalArgumentException(
                    "'to' is \"" + to.strip() + "\" and must be a mail address such as joe@example.com");
        }
        return address;
    }
}
