package io.github.catamail.functional;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** How a client and a server talk to each other when nothing goes wrong. */
record Footing(Tls tls, Abilities abilities) {
    /** How the connection is protected. */
    enum Tls {
        NONE,
        STARTTLS,
        IMPLICIT
    }

    /** Which of the extensions that save round trips the server has. */
    enum Abilities {
        NO_EXTENSION,
        PIPELINING,
        PIPELINING_AND_CHUNKING
    }

    private static final TestIdentity AUTHORITY = TestCertificates.root("Test CA");
    private static final TestIdentity SERVER =
            AUTHORITY.issue("localhost").dns("localhost").mint();
    private static final Path TRUST = trust();

    private static Path trust() {
        try {
            Path file = Files.createTempFile("catamail", ".pem");
            file.toFile().deleteOnExit();
            return AUTHORITY.writeTrustPem(file);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Returns all of them, in clear and with STARTTLS. */
    static Stream<Footing> all() {
        return Stream.of(Tls.NONE, Tls.STARTTLS)
                .flatMap(tls -> Arrays.stream(Abilities.values()).map(abilities -> new Footing(tls, abilities)));
    }

    /** Returns one for each set of extensions, in clear. */
    static Stream<Footing> inClear() {
        return Arrays.stream(Abilities.values()).map(abilities -> new Footing(Tls.NONE, abilities));
    }

    /** Returns one for each set of extensions, over TLS. */
    static Stream<Footing> overTls() {
        return Stream.of(
                new Footing(Tls.STARTTLS, Abilities.NO_EXTENSION),
                new Footing(Tls.IMPLICIT, Abilities.PIPELINING),
                new Footing(Tls.STARTTLS, Abilities.PIPELINING_AND_CHUNKING));
    }

    /** Returns the beginnings of such a server. */
    SmtpSink.Builder server() {
        SmtpSink.Builder builder =
                SmtpSink.builder().user(Sending.USER, Sending.PASSWORD).requireAuth();
        switch (abilities) {
            case NO_EXTENSION -> builder.without("PIPELINING", "CHUNKING");
            case PIPELINING -> builder.without("CHUNKING");
            case PIPELINING_AND_CHUNKING -> {}
        }
        return switch (tls) {
            case NONE -> builder;
            case STARTTLS -> builder.starttls(SERVER.serverContext()).requireTls();
            case IMPLICIT -> builder.implicitTls(SERVER.serverContext());
        };
    }

    /** Returns a resource for such a server. */
    Resource resource(int port) {
        return tls == Tls.NONE
                ? Sending.withLogin(port)
                : Sending.overTls(port, tls.name().toLowerCase(Locale.ROOT), TRUST);
    }

    boolean isPipelining() {
        return abilities != Abilities.NO_EXTENSION;
    }

    boolean isChunking() {
        return abilities == Abilities.PIPELINING_AND_CHUNKING;
    }
}
