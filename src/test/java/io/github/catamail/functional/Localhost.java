package io.github.catamail.functional;

import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certificate that the servers of this package have, and what it is trusted by. */
final class Localhost {
    /** Named in what is said about certificates as "Test CA". */
    static final TestIdentity AUTHORITY = TestCertificates.root("Test CA");

    static final TestIdentity SERVER =
            AUTHORITY.issue("localhost").dns("localhost").mint();

    /** The authority's certificate as PEM. */
    static final Path TRUST = AUTHORITY.writeTrustPem(file());

    private Localhost() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("catamail", ".pem");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
