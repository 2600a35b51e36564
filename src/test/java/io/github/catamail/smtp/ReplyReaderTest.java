package io.github.catamail.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyReaderTest {
    /** Each line ends in another way, and the last reply is cut off. */
    private static final String REPLIES = String.join(
            "",
            "250 2.0.0 Ok\r\n",
            "250-first\r\n250-second\r\n250 third\r\n",
            "354\r\n",
            "421 bare\n",
            "250 two\r\r\n",
            "25\r\n",
            "\r\n",
            "250-\r\n250 \r\n",
            "250 \u00fcber\r\n",
            "550 cut o");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 16, 1000})
    void readsTheSameHoweverTheOctetsCome(int atATime) throws IOException {
        ReplyReader reader = new ReplyReader(inPieces(REPLIES, atATime));

        assertThat(reader.next()).isEqualTo(new Reply(250, "250 2.0.0 Ok\n"));
        assertThat(reader.next()).isEqualTo(new Reply(250, "250-first\n250-second\n250 third\n"));
        assertThat(reader.next()).isEqualTo(new Reply(354, "354\n"));
        assertThat(reader.next()).isEqualTo(new Reply(421, "421 bare\n"));
        assertThat(reader.next()).isEqualTo(new Reply(250, "250 two\n"));
        assertThat(reader.next()).isEqualTo(new Reply(-1, "25\n"));
        assertThat(reader.next()).isEqualTo(new Reply(-1, "\n"));
        assertThat(reader.next()).isEqualTo(new Reply(250, "250-\n250 \n"));
        assertThat(reader.next()).isEqualTo(new Reply(250, "250 \u00fcber\n"));
        assertThat(reader.next()).isEqualTo(new Reply(-1, "550 cut o"));
        assertThat(reader.next()).isNull();
    }

    @Test
    void knowsWhetherMoreHasComeThanWasAskedFor() throws IOException {
        ReplyReader reader = new ReplyReader(inPieces("250 one\r\n250 two\r\n", 1000));

        reader.next();
        assertThat(reader.hasMore()).isTrue();
        reader.next();
        assertThat(reader.hasMore()).isFalse();
    }

    private static InputStream inPieces(String text, int atATime) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, atATime));
            }
        };
    }
}
