package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeloNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"app.example.com", "app-1.example.com", "x1.xn--p1ai"})
    void aFullNameIsGiven(String name) {
        assertThat(HeloName.isUsable(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost.localdomain",
                "app",
                "my_host.example.com",
                "-app.example.com",
                "127.0.0.1",
                "10.0.0.7",
                "::1",
                "app.example.com.",
                "app..example.com"
            })
    void anythingElseIsNot(String name) {
        assertThat(HeloName.isUsable(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, [192.0.2.1]", "2001:db8::1, [IPv6:2001:db8:0:0:0:0:0:1]"})
    void anAddressIsGivenAsALiteral(String address, String literal) throws Exception {
        assertThat(HeloName.literal(InetAddress.getByName(address))).isEqualTo(literal);
    }

    @Test
    void theScopeOfAnAddressIsLeftOut() throws Exception {
        InetAddress scoped =
                Inet6Address.getByAddress(null, InetAddress.getByName("fe80::1").getAddress(), 3);
        assertThat(HeloName.literal(scoped)).isEqualTo("[IPv6:fe80:0:0:0:0:0:0:1]");
    }
}
