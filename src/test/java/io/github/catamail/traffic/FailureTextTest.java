package io.github.catamail.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FailureTextTest {
    @Test
    void theTopicOfAFailureIsThatOfItsMessage() {
        assertThat(FailureText.of(new MessagingException("no answer within 10s [timeout]")))
                .isEqualTo(new FailureText("timeout", "no answer within 10s [timeout]"));
    }

    @Test
    void theTopicIsSearchedInTheNextExceptionsOfJakartaMail() {
        MessagingException first = new MessagingException("Sending failed");
        first.setNextException(new MessagingException("refused [recipient-refused]"));

        assertThat(FailureText.of(first))
                .isEqualTo(new FailureText("recipient-refused", "refused [recipient-refused]"));
    }

    @Test
    void theFirstTopicOfTheChainCounts() {
        IOException inner = new IOException("closed [connection-closed]");

        assertThat(FailureText.of(new MessagingException("broke after the text [outcome-unknown]", inner))
                        .topic())
                .isEqualTo("outcome-unknown");
    }

    @Test
    void aFailureWithoutATopicIsNamedByItsClass() {
        assertThat(FailureText.of(new FileNotFoundException("report.pdf")))
                .isEqualTo(new FailureText("other", "FileNotFoundException: report.pdf"));
        assertThat(FailureText.of(new IllegalStateException()))
                .isEqualTo(new FailureText("other", "IllegalStateException"));
    }

    @Test
    void aChainThatIsACircleEnds() {
        MessagingException one = new MessagingException("one");
        IOException two = new IOException("two", one);
        one.setNextException(two);

        assertThat(FailureText.of(one)).isEqualTo(new FailureText("other", "MessagingException: one"));
    }

    @Test
    void theTextIsOneLine() {
        assertThat(FailureText.of(new MessagingException("550 no\r\n\tfaked log line\u2028\u202e [timeout]\n"))
                        .line())
                .isEqualTo("550 no faked log line [timeout]");
    }

    @Test
    void aLongTextIsCutAndKeepsItsTopic() {
        String line = FailureText.of(new MessagingException("x".repeat(2000) + " [timeout]"))
                .line();

        assertThat(line).hasSize(500).startsWith("xxx").endsWith("xxx... [timeout]");
    }

    @Test
    void aCutLeavesNoHalfOfACharacter() {
        String line = FailureText.of(new MessagingException("x" + "\ud83d\udce7".repeat(1000) + " [timeout]"))
                .line();

        assertThat(line).hasSizeBetween(499, 500).endsWith("... [timeout]");
        assertThat(Character.isHighSurrogate(line.charAt(line.indexOf("...") - 1)))
                .isFalse();
    }
}
