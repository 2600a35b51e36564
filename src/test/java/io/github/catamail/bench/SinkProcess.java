package io.github.catamail.bench;

import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link FastSink} in a process of its own, and the authority that signed its certificate. */
final class SinkProcess implements AutoCloseable {
    private static final String STORE_PASSWORD = "changeit";

    private final ChildProcess process;
    private final Path trust;
    private final int port;
    private final int slowPort;

    private SinkProcess(ChildProcess process, Path trust) throws IOException {
        this.process = process;
        this.trust = trust;
        String[] ports = process.answer().split(" ", -1);
        this.port = Integer.parseInt(ports[0]);
        this.slowPort = Integer.parseInt(ports[1]);
    }

    /** Starts one with new certificates, which are written to a directory. */
    static SinkProcess start(Path dir) throws IOException {
        Files.createDirectories(dir);
        TestIdentity authority = TestCertificates.root("Bench CA");
        Path identity = authority
                .issue(Target.HOST)
                .dns(Target.HOST)
                .mint()
                .withoutRoot()
                .writePkcs12(dir.resolve("sink.p12"), STORE_PASSWORD);
        Path trust = authority.writeTrustPkcs12(dir.resolve("trust.p12"), STORE_PASSWORD);
        ChildProcess process = ChildProcess.start(
                FastSink.class,
                List.of(Artifacts.target().resolve("test-classes")),
                TomcatVersion.java(),
                List.of(),
                List.of(identity.toString(), STORE_PASSWORD));
        return new SinkProcess(process, trust);
    }

    int port() {
        return port;
    }

    /** Returns the port where each round trip takes 20 ms. */
    int slowPort() {
        return slowPort;
    }

    /** Returns the options of a JVM that trusts it. */
    List<String> trust() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }

    /** Returns what came in since the last call. */
    Tally take() throws IOException {
        return Tally.parse(process.ask(""));
    }

    @Override
    public void close() {
        process.close();
    }
}
