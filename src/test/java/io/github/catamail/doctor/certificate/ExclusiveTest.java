package io.github.catamail.doctor.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ExclusiveTest {
    @TempDir
    private Path directory;

    @Test
    void anotherProcessDoesNotGetWhatThisOneHas() throws Exception {
        Path target = directory.resolve("ca.pem");
        try (Exclusive mine = attempt(target)) {
            assertThat(mine).isNotNull();
            assertThat(AnotherProcess.gets(target)).isFalse();
        }

        assertThat(AnotherProcess.gets(target)).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    /** On most systems a lock is one of the process, and ends as soon as the process closes the file anywhere. */
    @Test
    void aThreadThatTriesInVainDoesNotLetAnotherProcessIn() throws Exception {
        Path target = directory.resolve("ca.pem");
        try (Exclusive mine = attempt(target)) {
            assertThat(mine).isNotNull();
            assertThat(attempt(target)).isNull();
            assertThat(AnotherProcess.gets(target)).isFalse();
        }

        try (Exclusive again = attempt(target)) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void whoHasOpenedTheFileBeforeItWasDeletedHasNoRightByIt() throws Exception {
        Path target = directory.resolve("ca.pem");
        Path opened = directory.resolve("opened");
        try (Exclusive mine = attempt(target)) {
            assertThat(mine).isNotNull();
            Files.createLink(opened, Exclusive.beside(target));
        }
        Files.move(opened, Exclusive.beside(target));

        assertThat(attempt(target)).isNull();
    }

    @Test
    void aLinkInThePlaceOfTheLockedFileIsNotFollowed() throws Exception {
        Path target = directory.resolve("ca.pem");
        Path other = Files.writeString(directory.resolve("other"), "of somebody else");
        Files.createSymbolicLink(Exclusive.beside(target), other);

        assertThatThrownBy(() -> attempt(target)).isInstanceOf(IOException.class);
        assertThat(other).hasContent("of somebody else");
    }

    private static @Nullable Exclusive attempt(Path target) throws IOException {
        return Exclusive.to(target, Duration.ZERO, Ticker.system());
    }

    /** What runs in another JVM. */
    static final class AnotherProcess {
        private AnotherProcess() {}

        /** Returns whether another process gets the right to change a file at once. */
        static boolean gets(Path target) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AnotherProcess.class.getName(),
                            target.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).isZero();
            return Boolean.parseBoolean(said);
        }

        /** Says whether it gets the right. */
        public static void main(String[] arguments) throws IOException {
            try (Exclusive right = attempt(Path.of(Objects.requireNonNull(arguments[0])))) {
                System.out.println(right != null);
            }
        }
    }
}
