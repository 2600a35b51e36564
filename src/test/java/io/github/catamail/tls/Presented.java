package io.github.catamail.tls;

import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;

/** What the servers of this package present. */
final class Presented {
    static final TestIdentity CA = TestCertificates.root("Test CA");

    static final TestIdentity SERVER = CA.issue("server")
            .dns("mail.example.com")
            .dns("*.wild.example.com")
            .dns("localhost")
            .ip("127.0.0.1")
            .ip("::1")
            .mint()
            .withoutRoot();

    private Presented() {}
}
