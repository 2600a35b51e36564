package io.github.catamail.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.report.ReportText;
import io.github.catamail.smtp.Submission;
import io.github.catamail.testing.Resource;
import java.net.ConnectException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a test warns of that servers on this machine cannot show. */
final class WarningsTest {
    private static final String REMOTE = "192.0.2.25";

    private final Facts facts = new Facts();

    @Test
    void slowNameServiceIsNamedForTheServerAndForThisMachine() {
        facts.lookUp = Duration.ofMillis(5012);
        facts.ownLookUp = Duration.ofSeconds(10);
        assertThat(warnings(Resource.mail().at("mail.example.com", 25)))
                .containsExactly(
                        "mail/Session: it took 5012 ms to look up the address of \"mail.example.com\". Look after the name"
                                + " service of this machine (/etc/resolv.conf): one of its servers may be dead"
                                + " [slow-name-service]",
                        "mail/Session: it took 10 s to find out the name of this machine. Set 'heloName' to its full host"
                                + " name, or have that name known to the name service [slow-name-service]");
    }

    @Test
    void namesThatAreLookedUpInTimeAreNoMatter() {
        facts.lookUp = Duration.ofSeconds(2);
        facts.ownLookUp = Duration.ofMillis(10);
        assertThat(warnings(Resource.mail().at("mail.example.com", 25))).isEmpty();
    }

    @Test
    void aMachineThatCallsItselfLocalhostIsTold() {
        facts.heloName = "localhost.localdomain";
        assertThat(warnings(Resource.mail().at("mail.example.com", 25)))
                .containsExactly("mail/Session: this machine introduces itself as \"localhost.localdomain\", which many"
                        + " servers refuse. Set 'heloName' to its full host name [helo-refused]");
    }

    @Test
    void aLoginInClearIsNamedWithWhatTheServerOffers() throws Exception {
        connected();
        Resource resource = Resource.mail()
                .at("mail.example.com", 25)
                .with("user", "app@example.com")
                .with("password", "s3cret-Pa55")
                .with("tls", "none");
        facts.offers = List.of("SIZE", "STARTTLS");
        assertThat(warnings(resource))
                .containsExactly("mail/Session: user and password go to mail.example.com:25 in clear. The server offers"
                        + " STARTTLS: set tls=\"starttls\" [clear-credentials]");
        facts.offers = List.of("SIZE");
        assertThat(warnings(resource))
                .containsExactly(
                        "mail/Session: user and password go to mail.example.com:25 in clear. Use a port with TLS,"
                                + " such as 465 or 587 [clear-credentials]");
    }

    @Test
    void aLoginThatWaitsForTlsIsNotInClear() throws Exception {
        connected();
        Resource resource = Resource.mail().with("user", "app@example.com").with("password", "s3cret-Pa55");
        facts.offers = List.of("SIZE", "STARTTLS");
        assertThat(warnings(resource.at("mail.example.com", 587))).isEmpty();
        facts.offers = List.of();
        assertThat(warnings(resource.at("mail.example.com", 25))).isEmpty();
        assertThat(warnings(resource.at("mail.example.com", 465))).isEmpty();
    }

    @Test
    void starttlsThatIsOfferedAndNotUsedIsNamed() throws Exception {
        connected();
        facts.offers = List.of("starttls");
        Resource resource = Resource.mail().at("mail.example.com", 25).with("tls", "none");
        assertThat(warnings(resource))
                .containsExactly(
                        "mail/Session: mail goes to mail.example.com:25 in clear, and the server offers STARTTLS."
                                + " Set tls=\"starttls\" [starttls-unused]");
        // What goes to this machine itself nobody can read on the way.
        facts.address = InetAddress.getLoopbackAddress();
        assertThat(warnings(resource)).isEmpty();
    }

    @Test
    void anAddressThatDoesNotAnswerBeforeAnotherDoesIsNamed() throws Exception {
        Resource resource = Resource.mail().at("mail.example.com", 25);
        Submission submission = Trials.submission(resource);
        Recorder recorder = new Recorder(
                submission.settings(),
                submission.settings().endpoints().get(0),
                () -> 0,
                tls -> List.of(),
                StepListener.NONE,
                new Breaker());
        InetAddress dead = InetAddress.getAllByName("2001:db8::25")[0];
        InetAddress alive = InetAddress.getAllByName(REMOTE)[0];
        recorder.lookingUp("mail.example.com", () -> {});
        recorder.found(List.of(dead, alive));
        recorder.connecting(dead, () -> {});
        recorder.notConnected(dead, new ConnectException("Connection refused"));
        recorder.connecting(alive, () -> {});
        recorder.connected(alive);

        assertThat(recorder.steps().made().stream().map(ReportText::of).collect(Collectors.joining()))
                .isEqualTo("""
                          ok       DNS                        0 ms  2001:db8:0:0:0:0:0:25
                                                                    192.0.2.25
                          warning  TCP                        0 ms  2001:db8:0:0:0:0:0:25: Connection refused
                                                                    192.0.2.25 answers
                        """);
        assertThat(found(submission, recorder.facts()))
                .containsExactly(
                        "mail/Session: of the addresses of \"mail.example.com\", 2001:db8:0:0:0:0:0:25 does not"
                                + " answer on port 25, and 192.0.2.25 does. Have the dead ones taken out of DNS: each new"
                                + " connection tries them first, for up to 'connectTimeout' [connect-failed]");
    }

    private void connected() throws Exception {
        facts.address = InetAddress.getAllByName(REMOTE)[0];
        facts.heloName = "app.example.com";
    }

    private List<String> warnings(Resource resource) {
        return found(Trials.submission(resource), facts);
    }

    private static List<String> found(Submission submission, Facts facts) {
        return new Warnings(
                        submission.settings(),
                        submission.settings().endpoints().get(0),
                        submission.tls(),
                        new TlsDetails(submission.tls(), submission.clock()),
                        facts)
                .find().stream().map(ReportText::sentence).toList();
    }
}
