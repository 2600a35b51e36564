package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of the overlay, as far as they can be read; {@code CommandIT} runs that of Unix. */
final class ScriptsTest {
    private static final Path DIR = Path.of("src/overlay/bin");

    private static String script(String name) throws IOException {
        return Files.readString(DIR.resolve(name));
    }

    @Test
    void theLinesOfTheOneForWindowsEndAsItWantsThem() throws IOException {
        assertThat(script("catamail.bat").replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    void theLinesOfTheOneForUnixEndAsItWantsThem() throws IOException {
        assertThat(script("catamail.sh")).startsWith("#!/bin/sh\n").doesNotContain("\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"catamail.sh", "catamail.bat"})
    void theyStartTheCommandAndSetWhatItReads(String name) throws IOException {
        assertThat(script(name))
                .isASCII()
                .contains(
                        " " + Main.class.getName() + " ",
                        "CATAMAIL_CATALINA_OPTS",
                        "CATAMAIL_JAVA_OPTS",
                        "-Dcatalina.base=",
                        "-Dcatalina.home=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"catamail.sh", "catamail.bat"})
    void theyExplainTheExitCodesThatThereAre(String name) throws IOException {
        String text = script(name);
        String codes = text.substring(text.indexOf("Exit codes: "), text.indexOf("a fault of the command itself."));

        assertThat(numbers(codes))
                .containsExactly(ExitCode.FINE, ExitCode.WARNINGS, ExitCode.ERRORS, ExitCode.USAGE, ExitCode.OWN_FAULT);
    }

    @Test
    void everyLabelOfTheOneForWindowsIsThere() throws IOException {
        String text = script("catamail.bat");

        assertThat(all(text, "goto (\\w+)"))
                .isNotEmpty()
                .allSatisfy(label -> assertThat(text).contains("\r\n:" + label + "\r\n"));
    }

    private static List<Integer> numbers(String text) {
        return all(text, "\\b(\\d+)\\b").stream().map(Integer::valueOf).toList();
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
