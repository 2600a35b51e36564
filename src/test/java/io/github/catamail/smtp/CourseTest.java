package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CourseTest {
    @Test
    void dataJoinsTheEnvelopeOfOneRecipient() {
        Course course = Course.withData(envelope(1, /* partial= */ false));
        assertThat(course.write()).containsExactly("MAIL FROM:<a@b>", "RCPT TO:<0@b>", "DATA");
        assertThat(course.unanswered()).isEqualTo(3);
    }

    @Test
    void dataWaitsForTheAnswersToSeveralRecipients() {
        Course course = Course.withData(envelope(2, /* partial= */ false));
        assertThat(course.write()).containsExactly("MAIL FROM:<a@b>", "RCPT TO:<0@b>", "RCPT TO:<1@b>");
        for (int i = 0; i < 3; i++) {
            course.answer(250);
        }
        assertThat(course.unanswered()).isZero();
        assertThat(course.write()).containsExactly("DATA");
    }

    @Test
    void whereSomeAreEnoughDataDoesNotWait() {
        assertThat(Course.withData(envelope(2, /* partial= */ true)).write()).hasSize(4);
    }

    @Test
    void whatIsOnItsWayAtATimeIsLimited() {
        Course course = Course.withData(envelope(5000, /* partial= */ true));
        int batches = 0;
        int written = 0;
        while (written < 5002) {
            List<String> batch = course.write();
            assertThat(batch.stream().mapToInt(line -> line.length() + 2).sum()).isBetween(1, 64 * 1024);
            written += batch.size();
            batches++;
        }
        assertThat(written).isEqualTo(5002);
        assertThat(batches).isGreaterThan(1);
    }

    @Test
    void aCommandThatIsTooLongGoesAlone() {
        Course course =
                Course.of(new Envelope(List.of("MAIL FROM:<" + "a".repeat(70_000) + ">", "RCPT TO:<b>"), false));
        assertThat(course.isShort()).isFalse();
        assertThat(course.write()).hasSize(1);
        assertThat(course.write()).containsExactly("RCPT TO:<b>");
    }

    @Test
    void theDotStandsForTheLastChunkAndOtherCommandsForNothing() {
        Course course = Course.of(envelope(1, /* partial= */ false));
        course.add("BDAT 10 LAST");
        course.write();
        assertThat(course.isNext("MAIL FROM:<other@b>")).isTrue();
        assertThat(course.isNext("RCPT TO:<0@b>")).isFalse();
        assertThat(course.isNext("RSET")).isFalse();
        course.answer(250);
        course.answer(550);
        assertThat(course.hasRecipient()).isFalse();
        assertThat(course.isNext(".")).isTrue();
        assertThat(course.isNext("DATA")).isFalse();
        course.end();
        assertThat(course.isNext(".")).isFalse();
        assertThat(course.unanswered()).isZero();
    }

    private static Envelope envelope(int recipients, boolean partial) {
        List<String> commands = new ArrayList<>(List.of("MAIL FROM:<a@b>"));
        for (int i = 0; i < recipients; i++) {
            commands.add("RCPT TO:<" + i + "@b>");
        }
        return new Envelope(commands, partial);
    }
}
