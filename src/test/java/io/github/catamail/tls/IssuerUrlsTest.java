package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.TestCertificates;
import org.junit.jupiter.api.Test;

final class IssuerUrlsTest {
    @Test
    void theUrlIsThatOfTheCertificate() {
        assertThat(IssuerUrls.of(TestCertificates.selfSigned("a")
                        .issuerUrl("http://ca.example.com/ca.cer")
                        .mint()
                        .certificate()))
                .containsExactly("http://ca.example.com/ca.cer");
    }

    @Test
    void mostCertificatesOfAPrivateAuthorityHaveNone() {
        assertThat(IssuerUrls.of(TestCertificates.root("Test CA").certificate()))
                .isEmpty();
    }

    @Test
    void whatATerminalWouldObeyIsReplaced() {
        assertThat(IssuerUrls.of(TestCertificates.selfSigned("a")
                        .issuerUrl("http://a\u001b[2J /b")
                        .mint()
                        .certificate()))
                .containsExactly("http://a?[2J?/b");
    }
}
