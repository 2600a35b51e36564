package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StageTest {
    @ParameterizedTest
    @CsvSource({
        "EHLO app.example.com, EHLO",
        "HELO, EHLO",
        "STARTTLS, STARTTLS",
        "STARTTLX, OTHER",
        "AUTH PLAIN AGE=, AUTH",
        "MAIL FROM:<a@example.com>, MAIL",
        "mail from:<a@example.com>, MAIL",
        "MAILS, OTHER",
        "RCPT TO:<b@example.com>, RCPT",
        "DATA, DATA",
        "BDAT 10, CHUNK",
        "BDAT 10 LAST, FINAL_DOT",
        "., FINAL_DOT",
        "RSET, OTHER",
        "QUIT, OTHER",
        "XCMD, OTHER",
        "'', OTHER"
    })
    void aVerbInAnyCaseBeginsAStage(String command, Stage stage) {
        assertThat(Stage.of(command)).isEqualTo(stage);
    }
}
