package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Crew;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionCachesTest {
    private static final TestIdentity CA = TestCertificates.root("Test CA");
    private static final TestIdentity SERVER =
            CA.issue("server").dns("localhost").mint();

    @TempDir
    private Path dir;

    @Test
    void whoOpensAConnectionGetsACacheForItselfTheLastOneGivenBackFirst() {
        List<SSLSocketFactory> made = new ArrayList<>();
        SessionCaches caches = new SessionCaches(() -> {
            SSLSocketFactory factory = SERVER.serverContext().getSocketFactory();
            made.add(factory);
            return factory;
        });
        SSLSocketFactory first = caches.take();
        SSLSocketFactory second = caches.take();
        assertThat(made).containsExactly(first, second);
        caches.giveBack(first);
        caches.giveBack(second);
        assertThat(caches.take()).isSameAs(second);
        assertThat(caches.take()).isSameAs(first);
        assertThat(made).hasSize(2);
        assertThat(caches.take()).isNotIn(first, second);
    }

    /** With one cache for all, the second and the third would make whole handshakes again. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void connectionsThatWereOpenAtATimeAreAllResumed(String version) throws Exception {
        TlsContext context = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                .protocols(version)
                .load();
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            List<Long> whole = open(context, server, 3);
            assertThat(whole).hasSize(3);
            awaitLaterThan(whole);
            for (int i = 0; i < 3; i++) {
                // A resumed session is as old as the one that was whole.
                assertThat(open(context, server, 3)).allMatch(whole::contains);
            }
        }
    }

    /** Opens so many before the first counts as over; returns when the session of each was made. */
    private static List<Long> open(TlsContext context, TlsEchoServer server, int count) throws Exception {
        List<Carrier> carriers = new ArrayList<>();
        List<SSLSocket> layered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Carrier carrier = new Carrier(server);
            carriers.add(carrier);
            layered.add(context.layer(carrier, "localhost", server.port()));
        }
        List<Long> created = Collections.synchronizedList(new ArrayList<>());
        // All say hello before the server, which has one client at a time, has answered the first.
        Crew.run(count, number -> {
            // In TLS 1.3 what is needed to resume comes with the first reply.
            TlsClient.talk(layered.get(number), server);
            created.add(layered.get(number).getSession().getCreationTime());
        });
        carriers.forEach(Carrier::end);
        return created;
    }

    private static void awaitLaterThan(List<Long> times) {
        while (times.stream().anyMatch(time -> time >= System.currentTimeMillis())) {
            Thread.onSpinWait();
        }
    }

    /** Says that it is over when it is told to: the server has one client at a time. */
    private static final class Carrier extends Socket implements TlsCarrier {
        private @Nullable Runnable whenClosed;

        Carrier(TlsEchoServer server) throws IOException {
            super(server.address(), server.port());
        }

        @Override
        public void carries(SSLSocket tls, Runnable whenDone) {
            whenClosed = whenDone;
        }

        void end() {
            assertThat(isClosed()).isTrue();
            Objects.requireNonNull(whenClosed).run();
        }
    }
}
