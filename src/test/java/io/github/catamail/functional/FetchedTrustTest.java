package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.doctor.certificate.CertificateFetcher;
import io.github.catamail.doctor.certificate.CertificateRequest;
import io.github.catamail.doctor.certificate.FetchedChain;
import io.github.catamail.doctor.certificate.ResourceAttributes;
import io.github.catamail.doctor.certificate.TrustFile;
import io.github.catamail.secret.Secret;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code catamail fetch-cert} writes and prints makes the next message go. */
@Timeout(60)
final class FetchedTrustTest {
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final TestIdentity AUTHORITY = TestCertificates.root("Test CA");

    @TempDir
    private Path directory;

    /** What is wrong with a server that mail can be sent to nevertheless, once it is trusted. */
    enum Case {
        ROOT_SENT(() -> AUTHORITY.issue("localhost").dns("localhost").mint()),
        ISSUER_SENT(() -> AUTHORITY
                .intermediate("Issuing CA")
                .issue("localhost")
                .dns("localhost")
                .mint()
                .withoutRoot()),
        INCOMPLETE(() -> AUTHORITY.issue("localhost").dns("localhost").mint().withoutIssuers()),
        SELF_SIGNED(
                () -> TestCertificates.selfSigned("localhost").dns("localhost").mint()),
        SELF_SIGNED_AND_EXPIRED(() -> TestCertificates.selfSigned("localhost")
                .dns("localhost")
                .expired()
                .mint()),
        WRONG_NAME(() -> AUTHORITY.issue("mail").dns("mail.example.com").mint()),
        WRONG_NAME_AND_SELF_SIGNED(
                () -> TestCertificates.selfSigned("mail.example.com").mint()),
        WEAK(() -> AUTHORITY.issue("localhost").dns("localhost").rsa(1024).mint());

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final Supplier<TestIdentity> identity;

        Case(Supplier<TestIdentity> identity) {
            this.identity = identity;
        }
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Case.values())
                .flatMap(each -> Stream.of("starttls", "implicit")
                        .flatMap(tls -> Stream.of("ca.pem", "ca.p12").map(file -> Arguments.of(each, tls, file))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePrintedAttributesMakeTheNextMessageGo(Case kind, String tls, String file) throws Exception {
        try (SmtpSink sink = sink(kind.identity.get(), tls)) {
            FetchedChain chain = fetch(sink, tls);
            String attributes = store(chain, file);

            Sending.send(resource(sink, attributes));

            assertThat(sink.awaitMail(1)).hasSize(1);
            assertThat(chain.recommendation().works()).isTrue();
            assertThat(chain.report().hasErrors()).isFalse();
        }
    }

    @Test
    void withoutThemItDoesNotGo() throws Exception {
        try (SmtpSink sink = sink(Case.ROOT_SENT.identity.get(), "starttls")) {
            Resource bare = resource(sink, "tls=\"starttls\"");

            assertThat(Sending.failure(bare, MessagingException.class)).hasMessageEndingWith("[untrusted-certificate]");
        }
    }

    @Test
    void whereAnExpiredCertificateIsInTheWayItGoesOnceThatIsRenewed() throws Exception {
        Function<TestCertificates, TestCertificates> named = each -> each.dns("localhost");
        TestIdentity expired =
                named.apply(AUTHORITY.issue("localhost")).expired().mint();
        TestIdentity renewed = named.apply(AUTHORITY.issue("localhost")).mint();
        String attributes;
        try (SmtpSink sink = sink(expired, "starttls")) {
            FetchedChain chain = fetch(sink, "starttls");
            attributes = store(chain, "ca.pem");

            assertThat(chain.recommendation().works()).isFalse();
            assertThat(chain.report().hasErrors()).isTrue();
            assertThat(Sending.failure(resource(sink, attributes), MessagingException.class))
                    .hasMessageEndingWith("[certificate-dates]");
        }
        try (SmtpSink sink = sink(renewed, "starttls")) {
            Sending.send(resource(sink, attributes));

            assertThat(sink.awaitMail(1)).hasSize(1);
        }
    }

    @Test
    void theRootIsGoodForARenewedCertificateAndThatOfTheServerIsNot() throws Exception {
        TestIdentity renewed = AUTHORITY.issue("localhost").dns("localhost").mint();
        String root;
        String leaf;
        try (SmtpSink sink = sink(Case.ROOT_SENT.identity.get(), "starttls")) {
            root = store(fetch(sink, "starttls"), "root.pem");
        }
        try (SmtpSink sink = sink(Case.INCOMPLETE.identity.get(), "starttls")) {
            leaf = store(fetch(sink, "starttls"), "leaf.pem");
        }
        try (SmtpSink sink = sink(renewed, "starttls")) {
            Sending.send(resource(sink, root));

            assertThat(Sending.failure(resource(sink, leaf), MessagingException.class))
                    .hasMessageEndingWith("[untrusted-certificate]");
        }
    }

    private static SmtpSink sink(TestIdentity identity, String tls) {
        SSLContext context = identity.serverContext();
        SmtpSink.Builder builder =
                SmtpSink.builder().user(Sending.USER, Sending.PASSWORD).requireAuth();
        return (tls.equals("implicit")
                        ? builder.implicitTls(context)
                        : builder.starttls(context).requireTls())
                .start();
    }

    private static FetchedChain fetch(SmtpSink sink, String tls) {
        return new CertificateFetcher()
                .fetch(CertificateRequest.to("localhost:" + sink.port())
                        .secured(
                                tls.equals("implicit")
                                        ? ConnectionSecurity.IMPLICIT_TLS
                                        : ConnectionSecurity.STARTTLS));
    }

    /** Stores what is advised, and returns the attributes as they are printed. */
    private String store(FetchedChain chain, String name) throws Exception {
        TrustFile file = TrustFile.of(directory.resolve(name), null);
        file.write(
                chain.recommendation().certificate().certificate(), Secret.of("changeit"), TrustFile.IfExists.REFUSE);
        return ResourceAttributes.of(chain, file, null).xml();
    }

    /** Makes the resource that an administrator makes of the printed attributes, with the password in place of the dots. */
    private static Resource resource(SmtpSink sink, String attributes) {
        Resource resource = Resource.mail()
                .at("localhost", sink.port())
                .with("user", Sending.USER)
                .with("password", Sending.PASSWORD);
        List<MatchResult> found = ATTRIBUTE.matcher(attributes).results().toList();
        for (MatchResult attribute : found) {
            resource = resource.with(attribute.group(1), attribute.group(2).replace("...", "changeit"));
        }
        return resource;
    }
}
