package io.github.catamail.testing.postfix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a machine must have to run a {@link Postfix}. */
final class Requirements {
    static final Path POSTFIX = Path.of("/usr/sbin/postfix");
    static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final String DOVECOT_VERSION = "2.3.";

    private Requirements() {}

    /** Returns the first that is missing. */
    static Optional<String> missing() throws IOException, InterruptedException {
        if (!Files.isExecutable(POSTFIX)) {
            return Optional.of("Postfix is not installed (no " + POSTFIX + ")");
        }
        if (!Files.isExecutable(DOVECOT)) {
            return Optional.of("Dovecot, which Postfix asks about passwords, is not installed (no " + DOVECOT + ")");
        }
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("Postfix starts as root only");
        }
        String version = dovecotVersion();
        if (!version.startsWith(DOVECOT_VERSION)) {
            return Optional.of(
                    "the configuration is one for Dovecot " + DOVECOT_VERSION + "x, and this is Dovecot " + version);
        }
        return Optional.empty();
    }

    private static String dovecotVersion() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(DOVECOT.toString(), "--version").start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return version.strip();
    }
}
