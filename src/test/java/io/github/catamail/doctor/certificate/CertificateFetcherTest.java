package io.github.catamail.doctor.certificate;

import static io.github.catamail.doctor.certificate.Fetching.fetcher;
import static io.github.catamail.doctor.certificate.Fetching.golden;
import static io.github.catamail.doctor.certificate.Fetching.implicit;
import static io.github.catamail.doctor.certificate.Fetching.only;
import static io.github.catamail.doctor.certificate.Fetching.starttls;
import static io.github.catamail.doctor.certificate.Fetching.substance;
import static io.github.catamail.doctor.certificate.Fetching.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.report.Step;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.MailboxServer;
import io.github.catamail.tls.JvmTrustStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of the certificates of servers, as they are in the wild. */
@Timeout(120)
final class CertificateFetcherTest {
    private static final TestIdentity AUTHORITY = TestCertificates.root("Test CA");

    @ParameterizedTest
    @EnumSource(Specimen.class)
    void eachKindOfCertificateIsNamedAfterStarttls(Specimen specimen) throws IOException {
        try (SmtpSink sink = specimen.starttls()) {
            assertThat(golden(starttls(sink.port()))).isEqualTo(text(specimen.golden()));
            assertThat(sink.commands()).hasSize(2).last().isEqualTo("STARTTLS");
        }
    }

    @ParameterizedTest
    @EnumSource(Specimen.class)
    void theSameIsSaidOverImplicitTls(Specimen specimen) {
        SSLContext context = specimen.context();
        try (SmtpSink plain = SmtpSink.builder().starttls(context).start();
                SmtpSink tls = SmtpSink.builder().implicitTls(context).start()) {
            FetchedChain seen = implicit(tls.port());

            assertThat(seen.security()).isEqualTo(ConnectionSecurity.IMPLICIT_TLS);
            assertThat(substance(seen)).isEqualTo(substance(starttls(plain.port())));
            assertThat(tls.commands()).isEmpty();
        }
    }

    @Test
    void nothingIsNeededForAServerThatTheJvmTrusts(@TempDir Path directory) throws Exception {
        SSLContext context =
                AUTHORITY.issue("localhost").dns("localhost").mint().serverContext();
        try (SmtpSink sink = SmtpSink.builder().starttls(context).start()) {
            FetchedChain chain = whileTheJvmTrusts(directory, sink.port());

            assertThat(chain.report().findings()).isEmpty();
            assertThat(chain.trusted()).isTrue();
            assertThat(chain.recommendation()).isNull();
            assertThat(last(chain).details())
                    .containsExactly(
                            "the server sends 2 certificates",
                            "no trust store is needed: this JVM trusts the authority that issued them");
            assertThat(ResourceAttributes.of(chain, null, null).values()).containsExactly(entry("tls", "starttls"));
        }
    }

    @Test
    void aServerThatTheJvmTrustsByAnotherNameOnlyNeedsTheName(@TempDir Path directory) throws Exception {
        SSLContext context =
                AUTHORITY.issue("mail").dns("mail.example.com").mint().serverContext();
        try (SmtpSink sink = SmtpSink.builder().starttls(context).start()) {
            FetchedChain chain = whileTheJvmTrusts(directory, sink.port());

            assertThat(only(chain))
                    .isEqualTo("WARNING localhost:PORT: the server's certificate is for mail.example.com, not for"
                            + " localhost. Write a name that it is for as 'host', or add"
                            + " tlsServerName=\"mail.example.com\" [hostname-mismatch]");
            assertThat(chain.recommendation()).isNull();
            assertThat(ResourceAttributes.of(chain, null, null).values())
                    .containsExactly(entry("tls", "starttls"), entry("tlsServerName", "mail.example.com"));
        }
    }

    @Test
    void noTrustStoreHelpsWhereAPublicCertificateHasExpired(@TempDir Path directory) throws Exception {
        SSLContext context =
                AUTHORITY.issue("localhost").dns("localhost").expired().mint().serverContext();
        try (SmtpSink sink = SmtpSink.builder().starttls(context).start()) {
            FetchedChain chain = whileTheJvmTrusts(directory, sink.port());

            assertThat(only(chain).replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE"))
                    .isEqualTo(
                            "ERROR localhost:PORT: the server's certificate, CN=localhost, expired on DATE. To trust its"
                                    + " issuer does not help against that. Have it renewed on the server; check the clock of this machine"
                                    + " [certificate-dates]");
            assertThat(chain.trusted()).isTrue();
            assertThat(chain.recommendation()).isNull();
        }
    }

    @Test
    void aJvmWithoutAuthoritiesTrustsNobody(@TempDir Path directory) throws Exception {
        Path empty = TestIdentity.write(directory.resolve("empty.p12"), "changeit", TestIdentity.emptyStore("PKCS12"));
        try (SmtpSink sink = Specimen.SELF_SIGNED.starttls()) {
            JvmTrustStore.during(
                    empty,
                    "changeit",
                    () -> assertThat(only(starttls(sink.port())))
                            .startsWith(
                                    "WARNING localhost:PORT: the server's certificate, CN=localhost, is signed by itself"
                                            + " and is unknown to the JVM's certificate authorities (there are none). Compare the"
                                            + " SHA-256"));
        }
    }

    @Test
    void theNameToAskForCanBeGiven() {
        try (SmtpSink sink = Specimen.WRONG_NAME.starttls()) {
            FetchedChain chain = fetcher()
                    .fetch(to(sink.port()).secured(ConnectionSecurity.STARTTLS).named("mail.example.com"));

            assertThat(only(chain)).endsWith("[untrusted-certificate]");
            assertThat(chain.serverName()).isEqualTo("mail.example.com");
        }
    }

    @Test
    void anyOfTheCertificatesCanBeChosen() {
        try (SmtpSink sink = Specimen.ROOT_SENT.starttls()) {
            Recommendation chosen = fetcher()
                    .fetch(to(sink.port()).secured(ConnectionSecurity.STARTTLS).choosing(1))
                    .recommendation();

            assertThat(chosen).isNotNull().satisfies(own -> {
                assertThat(own.certificate().number()).isEqualTo(1);
                assertThat(own.works()).isTrue();
                assertThat(own.reason()).isEqualTo("It is the server's own certificate.");
            });
        }
    }

    @Test
    void aNumberThatNoCertificateHasIsNamed() {
        try (SmtpSink sink = Specimen.ROOT_SENT.starttls()) {
            FetchedChain chain = fetcher()
                    .fetch(to(sink.port()).secured(ConnectionSecurity.STARTTLS).choosing(3));

            assertThat(chain.recommendation()).isNull();
            assertThat(chain.report().findings())
                    .extracting(Fetching::text)
                    .first()
                    .isEqualTo(
                            "ERROR localhost:" + sink.port()
                                    + ": there is no certificate 3: the server sends 2. Choose one of them, or none [bad-value]");
        }
    }

    @Test
    void aServerThatWantsAClientCertificateShowsItsOwnAllTheSame() {
        SSLContext context =
                AUTHORITY.issue("localhost").dns("localhost").mint().serverContext(AUTHORITY);
        try (SmtpSink sink = SmtpSink.builder()
                .starttls(context)
                .tlsProtocols("TLSv1.2")
                .needClientCertificate()
                .start()) {
            FetchedChain chain = starttls(sink.port());

            assertThat(chain.certificates()).hasSize(2);
            assertThat(chain.report().findings())
                    .extracting(Fetching::text)
                    .element(1)
                    .asString()
                    .startsWith("WARNING localhost:" + sink.port()
                            + ": the server showed its certificates, and then the TLS handshake failed: ")
                    .endsWith(". It asks for a client certificate. Name one with 'keystoreFile' as well"
                            + " [client-certificate]");
        }
    }

    @Test
    void imapBeginsTlsWithStarttls() throws IOException {
        try (MailboxServer server = MailboxServer.imap(Specimen.SELF_SIGNED.context(), "IMAP4rev1 STARTTLS")) {
            FetchedChain chain = starttls(server.port());

            assertThat(chain.protocol()).isEqualTo(MailProtocol.IMAP);
            assertThat(golden(chain)).isEqualTo(text("imap.txt"));
            assertThat(ResourceAttributes.of(chain, null, null).values()).isEmpty();
        }
    }

    @Test
    void pop3BeginsTlsWithStls() throws IOException {
        try (MailboxServer server = MailboxServer.pop3(Specimen.SELF_SIGNED.context(), "USER", "STLS")) {
            FetchedChain chain = starttls(server.port());

            assertThat(chain.protocol()).isEqualTo(MailProtocol.POP3);
            assertThat(golden(chain)).isEqualTo(text("pop3.txt"));
        }
    }

    @Test
    void aPop3ServerWithoutCapaIsAskedForStlsAllTheSame() {
        try (MailboxServer server = MailboxServer.pop3(Specimen.SELF_SIGNED.context())) {
            FetchedChain chain = starttls(server.port());

            assertThat(chain.certificates()).hasSize(1);
            assertThat(chain.report().steps())
                    .filteredOn(step -> step.name().equals("CAPA"))
                    .flatExtracting(Step::details)
                    .containsExactly("the server does not say what it offers: \"-ERR unknown command\"");
        }
    }

    @Test
    void aServerWithTlsFromTheFirstByteIsFoundOutOnAnyPort() {
        try (SmtpSink sink =
                SmtpSink.builder().implicitTls(Specimen.SELF_SIGNED.context()).start()) {
            FetchedChain chain = fetcher().fetch(to(sink.port()));

            assertThat(chain.security()).isEqualTo(ConnectionSecurity.IMPLICIT_TLS);
            assertThat(chain.report().steps())
                    .filteredOn(step -> step.name().equals("greeting"))
                    .singleElement()
                    .satisfies(step -> {
                        assertThat(step.outcome()).isEqualTo(Step.Outcome.WARNING);
                        assertThat(step.details())
                                .containsExactly(
                                        "the server took the connection and sent no greeting within 3 s",
                                        "port " + sink.port() + ": trying TLS from the first byte instead");
                    });
            assertThat(ResourceAttributes.of(chain, null, null).values()).containsExactly(entry("tls", "implicit"));
        }
    }

    @Test
    void thereAreAsManyConnectionsAsItTakes() {
        try (SmtpSink sink = Specimen.ROOT_SENT.starttls()) {
            assertThat(starttls(sink.port()).certificates()).hasSize(2);
            assertThat(sink.connections()).isEqualTo(1);
            sink.awaitOpenConnections(0);
        }
    }

    private static FetchedChain whileTheJvmTrusts(Path directory, int port) throws Exception {
        Path store = AUTHORITY.writeTrustPkcs12(directory.resolve("jvm.p12"), "changeit");
        List<FetchedChain> seen = new ArrayList<>();
        JvmTrustStore.during(store, "changeit", () -> seen.add(starttls(port)));
        return seen.get(0);
    }

    private static Step last(FetchedChain chain) {
        List<Step> steps = chain.report().steps();
        return steps.get(steps.size() - 1);
    }

    private static java.util.Map.Entry<String, String> entry(String name, String value) {
        return java.util.Map.entry(name, value);
    }

    private static String text(String file) throws IOException {
        try (InputStream in = CertificateFetcherTest.class.getResourceAsStream(file)) {
            return in == null ? "no file " + file : new String(in.readAllBytes(), UTF_8);
        }
    }
}
