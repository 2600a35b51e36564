package io.github.catamail.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/catamail.sh} as an administrator does, with its output in files and not on a terminal. */
final class CommandProcess {
    private CommandProcess() {}

    /** What came of it. */
    record Outcome(int exitCode, String out, String err) {
        /** Returns the output with one blank in place of line breaks and margins. */
        String flowing() {
            return out.replaceAll("\\s+", " ");
        }
    }

    /** Returns the script of a Tomcat, once it can be run: the tests unzip the overlay without its permissions. */
    static Path script(Path home) throws IOException {
        Path script = home.resolve("bin/catamail.sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /**
     * Runs it to its end.
     *
     * @param directory where
     * @param environment what is added to the environment
     * @param input what it can read
     */
    static Outcome run(Path directory, Map<String, String> environment, String input, Path script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path texts = Files.createTempDirectory("catamail-command");
        Path in = Files.writeString(texts.resolve("in"), input);
        Path out = texts.resolve("out");
        Path err = texts.resolve("err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeAll(List.of("CATALINA_HOME", "CATALINA_BASE", "JRE_HOME"));
            builder.environment().put("JAVA_HOME", TomcatVersion.java().toString());
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return new Outcome(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            for (Path file : List.of(in, out, err, texts)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
