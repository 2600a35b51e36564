package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.junit.jupiter.api.Test;

final class CollectedTextTest {
    /** Jakarta Mail's own stream says what is right. */
    private static final class Expected extends CRLFOutputStream {
        Expected(OutputStream out) {
            super(out);
        }

        void end() throws IOException {
            if (!atBOL) {
                writeln();
            }
        }
    }

    @Test
    void linesEndAsWithJakartaMailHoweverTheyAreWritten() throws Exception {
        byte[] letters = "ab.\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ByteArrayOutputStream wanted = new ByteArrayOutputStream();
            Expected expected = new Expected(wanted);
            CollectedText text = new CollectedText(CollectedTextTest::never);
            for (int i = 0; i < random.nextInt(20); i++) {
                byte[] piece = new byte[random.nextInt(5)];
                for (int n = 0; n < piece.length; n++) {
                    piece[n] = letters[random.nextInt(letters.length)];
                }
                if (piece.length == 1) {
                    expected.write(piece[0]);
                    text.write(piece[0]);
                } else {
                    expected.write(piece, 0, piece.length);
                    text.write(piece, 0, piece.length);
                }
            }
            expected.end();
            text.end();
            assertThat(content(text)).as("seed %d", seed).isEqualTo(wanted.toByteArray());
        }
    }

    @Test
    void aTextOctetByOctetGrowsUpToTheMostAndGoesOnElsewhere() throws Exception {
        ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
        CollectedText text = new CollectedText(() -> elsewhere);
        for (int i = 0; i < CollectedText.MOST; i++) {
            text.write('x');
        }
        assertThat(text.isWhole()).isTrue();
        assertThat(text.length()).isEqualTo(CollectedText.MOST);
        text.write(0xe9);
        text.write('\n');
        assertThat(text.isWhole()).isFalse();
        assertThat(elsewhere.size()).isEqualTo(CollectedText.MOST + 3);
        assertThat(Arrays.copyOfRange(elsewhere.toByteArray(), CollectedText.MOST, elsewhere.size()))
                .containsExactly(0xe9, '\r', '\n');
    }

    @Test
    void theFirstLineIsNoneWithoutASecondOrBeyondWhatServersTake() throws Exception {
        assertThat(collected("A: b\n").firstLine()).isZero();
        assertThat(collected("A: b\nC: d").firstLine()).isEqualTo(6);
        assertThat(collected("x".repeat(1000) + "\nC: d").firstLine()).isZero();
    }

    private static CollectedText collected(String text) throws IOException {
        CollectedText collected = new CollectedText(CollectedTextTest::never);
        collected.write(text.getBytes(StandardCharsets.US_ASCII));
        collected.end();
        return collected;
    }

    private static byte[] content(CollectedText text) {
        return Arrays.copyOf(text.bytes(), text.length());
    }

    private static OutputStream never() {
        throw new AssertionError("it is not as long as that");
    }
}
