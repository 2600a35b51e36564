package io.github.catamail.doctor.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateRequestTest {
    @ParameterizedTest
    @CsvSource({
        "mail.example.com:465, mail.example.com, 465, mail.example.com:465",
        "[2001:db8::1]:587, 2001:db8::1, 587, [2001:db8::1]:587",
        "192.0.2.1:25, 192.0.2.1, 25, 192.0.2.1:25",
        "m\u00fcller.example:25, xn--mller-kva.example, 25, xn--mller-kva.example:25",
    })
    void hostAndPortAreRead(String text, String host, int port, String address) {
        CertificateRequest request = CertificateRequest.to(text);

        assertThat(request.host()).isEqualTo(host);
        assertThat(request.port()).isEqualTo(port);
        assertThat(request.address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.example.com|\"mail.example.com\" has no port: write it behind a colon, such as mail.example.com:465",
                "2001:db8::1|\"2001:db8::1\" has no port: write it behind a colon, such as [2001:db8::1]:465",
                "a:0|\"a:0\" must have a number from 1 to 65535 behind the colon",
                "a:65536|\"a:65536\" must have a number from 1 to 65535 behind the colon",
                "a:smtp|\"a:smtp\" must have a number from 1 to 65535 behind the colon",
                "smtp://a:25|\"smtp://a:25\" is no server: write host and port, such as mail.example.com:465 or"
                        + " [2001:db8::1]:465",
                "a:25 b:25|\"a:25 b:25\" is no server: write host and port, such as mail.example.com:465 or"
                        + " [2001:db8::1]:465"
            })
    void whatIsNoServerIsNamedWithTheRule(String text, String message) {
        assertThatThrownBy(() -> CertificateRequest.to(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void thePortSaysWhichProtocolAndModeAreLikely() {
        assertThat(MailProtocol.of(2525)).isEqualTo(MailProtocol.SMTP);
        assertThat(MailProtocol.of(143)).isEqualTo(MailProtocol.IMAP);
        assertThat(MailProtocol.of(995)).isEqualTo(MailProtocol.POP3);
        assertThat(MailProtocol.of(4711)).isNull();
        assertThat(MailProtocol.isTlsPort(2465)).isTrue();
        assertThat(MailProtocol.isTlsPort(993)).isTrue();
        assertThat(MailProtocol.isTlsPort(587)).isFalse();
    }
}
