package io.github.catamail.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.LogCapture;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DebugStreamTest {
    @ParameterizedTest
    @CsvSource({
        "DEBUG NTLM: type 3 message: 4E 54 4C 4D, DEBUG NTLM: type 3 message: [hidden]",
        "'DEBUG DIGEST-MD5: Response => username=\"joe\",response=5068b2', DEBUG DIGEST-MD5: Response => [hidden]",
        "DEBUG DIGEST-MD5: Expected => rspauth=5068b2, DEBUG DIGEST-MD5: Expected => [hidden]"
    })
    void whatProvesThatThePasswordIsKnownIsNotWritten(String line, String shown) {
        assertThat(written(line)).contains("mail/Session " + shown + "\n").doesNotContain("4E", "5068b2");
    }

    @Test
    void allElseIsWrittenAsItIs() {
        assertThat(written("DEBUG NTLM: type 2 message: 4E\tDEBUG NTLM: type 3 message: 5"))
                .contains("mail/Session DEBUG NTLM: type 2 message: 4E?DEBUG NTLM: type 3 message: 5\n");
    }

    private static String written(String line) {
        try (LogCapture log = LogCapture.ofCatamail();
                PrintStream stream = DebugStream.forResource("mail/Session")) {
            stream.println(line);
            return log.text() + "\n";
        }
    }
}
