package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

final class ProtocolChoiceTest {
    @Test
    void anUnknownVersionIsAnsweredWithThoseThatThereAre() throws Exception {
        String known = String.join(
                ", ", SSLContext.getDefault().getSupportedSSLParameters().getProtocols());

        assertThat(known).contains("TLSv1.3");
        assertThat(new Loading().protocols("TLSv1.3", "TLS1.2").errors())
                .containsExactly("'tlsProtocols' is \"TLS1.2\", which this JVM does not know: it knows " + known
                        + " [bad-value]");
    }

    @Test
    void anUnknownCipherSuiteIsAnsweredWithThoseThatThereAre() throws Exception {
        String known = String.join(
                ", ", SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());

        assertThat(new Loading().cipherSuites("ECDHE-RSA-AES256-GCM-SHA384").errors())
                .containsExactly("a cipher suite is \"ECDHE-RSA-AES256-GCM-SHA384\", which this JVM does not know: it"
                        + " knows " + known + " [bad-value]");
    }

    @Test
    void aVersionThatTheJvmSwitchedOffIsWarnedOf() {
        assertThat(new Loading().protocols("TLSv1.1", "TLSv1.2").warnings())
                .isEqualTo(List.of("'tlsProtocols' names TLSv1.1, which this JVM has switched off"
                        + " (jdk.tls.disabledAlgorithms) and will not offer [tls-version]"));
    }

    @Test
    void nothingButVersionsThatTheJvmSwitchedOffCannotWork() {
        assertThat(new Loading().protocols("TLSv1", "TLSv1.1").errors())
                .containsExactly("'tlsProtocols' names only TLSv1, TLSv1.1, which this JVM has switched off"
                        + " (jdk.tls.disabledAlgorithms): drop 'tlsProtocols', or add TLSv1.2 and TLSv1.3 to it"
                        + " [tls-version]");
    }
}
