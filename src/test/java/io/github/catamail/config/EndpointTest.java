package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EndpointTest {
    @Test
    void aLoginIsNotLeftToWhetherTlsIsOffered() {
        assertThat(new Endpoint("mail.example.com", 587, ConnectionSecurity.STARTTLS_IF_OFFERED).forLogin())
                .isEqualTo(new Endpoint("mail.example.com", 587, ConnectionSecurity.STARTTLS));
    }

    @Test
    void aLoginToThisMachineItselfIs() {
        Endpoint local = new Endpoint("localhost", 587, ConnectionSecurity.STARTTLS_IF_OFFERED);
        assertThat(local.forLogin()).isSameAs(local);
    }
}
