package io.github.catamail.jmx;

import static io.github.catamail.jmx.StubResource.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.catamail.config.DebugLevel;
import jakarta.mail.MessagingException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailSessionBeanTest {
    private final StubResource resource = new StubResource("mail/Session");
    private final MailSessionBean bean = new MailSessionBean(resource, StubResource.CLOCK);

    @Test
    void whatHasNotHappenedIsEmptyAndNotNull() {
        assertThat(bean.getLastError()).isEmpty();
        assertThat(bean.getLastErrorAt()).isEmpty();
        assertThat(bean.getLastSuccessAt()).isEmpty();
        assertThat(bean.getServerCertificateExpiry()).isEmpty();
        assertThat(bean.getServerCertificateDaysLeft()).isEqualTo(-1);
        assertThat(bean.getOwnCertificateExpiry()).isEmpty();
        assertThat(bean.getOwnCertificateDaysLeft()).isEqualTo(-1);
        assertThat(bean.getSendMillisP50()).isZero();
        assertThat(bean.getConnectMillisMax()).isZero();
    }

    @Test
    void whatWasSentIsShown() {
        resource.traffic.sent(3, 2_000, TimeUnit.MICROSECONDS.toNanos(1_500));
        resource.traffic.partlySent(2);
        resource.traffic.retried();

        assertThat(bean.getSent()).isEqualTo(1);
        assertThat(bean.getSentPartly()).isEqualTo(1);
        assertThat(bean.getRecipients()).isEqualTo(3);
        assertThat(bean.getRecipientsRefused()).isEqualTo(2);
        assertThat(bean.getBytes()).isEqualTo(2_000);
        assertThat(bean.getRetries()).isEqualTo(1);
        assertThat(bean.getLastSuccessAt()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(bean.getSendMillisP50()).isCloseTo(1.5, within(0.05));
        assertThat(bean.getSendMillisP99()).isCloseTo(1.5, within(0.05));
        assertThat(bean.getSendMillisMax()).isEqualTo(1.5);
    }

    @Test
    void whatFailedIsShown() {
        resource.traffic.failed(new MessagingException("mail/Session: no answer [timeout]"));

        assertThat(bean.getFailed()).isEqualTo(1);
        assertThat(bean.getFailedByTopic()).containsExactly(entry("timeout", 1L));
        assertThat(bean.getLastError()).isEqualTo("mail/Session: no answer [timeout]");
        assertThat(bean.getLastErrorAt()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void connectionsAreShown() {
        resource.traffic.connected(TimeUnit.MILLISECONDS.toNanos(80));
        resource.traffic.connectFailed(new MessagingException("no [connect-failed]"));
        resource.traffic.handshake(false);
        resource.traffic.handshake(true);

        assertThat(bean.getConnectionsCreated()).isEqualTo(1);
        assertThat(bean.getConnectFailures()).isEqualTo(1);
        assertThat(bean.getConnectionsActive()).isEqualTo(3);
        assertThat(bean.getConnectionsIdle()).isEqualTo(2);
        assertThat(bean.getCallersWaiting()).isEqualTo(1);
        assertThat(bean.getConnectMillisMax()).isEqualTo(80.0);
        assertThat(bean.getHandshakes()).isEqualTo(2);
        assertThat(bean.getHandshakesResumed()).isEqualTo(1);
    }

    @Test
    void serversThatAreAvoidedAreNotUsable() {
        resource.servers.add(new ServerState("a.example.com:587", false, "avoided for 24 s more"));
        resource.servers.add(new ServerState("b.example.com:587", true, "ok"));

        assertThat(bean.getServersUsable()).isEqualTo(1);
    }

    @Test
    void ofSeveralServerCertificatesTheFirstToEndCounts() {
        resource.traffic.serverCertificate("a:587", NOW.plus(Duration.ofDays(90)));
        resource.traffic.serverCertificate("b:587", NOW.plus(Duration.ofHours(49)));

        assertThat(bean.getServerCertificateExpiry()).isEqualTo("2026-03-03T13:00:00Z");
        assertThat(bean.getServerCertificateDaysLeft()).isEqualTo(2);
    }

    @Test
    void anOwnCertificateThatIsOverHasNoDaysLeft() {
        resource.ownCertificateExpiry = NOW.minus(Duration.ofDays(3));

        assertThat(bean.getOwnCertificateExpiry()).isEqualTo("2026-02-26T12:00:00Z");
        assertThat(bean.getOwnCertificateDaysLeft()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"off,OFF", "protocol,PROTOCOL", "full,FULL", "' Full ',FULL"})
    void debugIsSetByItsWord(String word, DebugLevel level) {
        bean.debug(word);

        assertThat(resource.debug).isEqualTo(level);
        assertThat(bean.getDebug()).isEqualToIgnoringCase(level.name());
    }

    @Test
    void anUnknownLevelOfDebugIsRefusedWithTheChoices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bean.debug("loud"))
                .withMessage("'level' is \"loud\" and must be one of off, protocol, full");
        assertThat(resource.debug).isEqualTo(DebugLevel.OFF);
    }

    @Test
    void operationsRunWithTheLoaderOfTheLibrary() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader ofApplication = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(ofApplication);

            assertThat(bean.testConnection()).isEqualTo("connected to smtp.example.com:587");
            bean.evictIdle();

            assertThat(thread.getContextClassLoader()).isSameAs(ofApplication);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(resource.evictions).isEqualTo(1);
        ClassLoader library = MailSessionBean.class.getClassLoader();
        assertThat(resource.loaders).containsExactly(library, library);
    }
}
