package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ConsequenceTest {
    /** Every combination of the pieces that the server has too. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                                                    -",
                "MAIL_API,                                             NO_SESSION",
                "ANGUS_MAIL,                                           -",
                "ACTIVATION_API,                                       NO_ATTACHMENTS",
                "ANGUS_ACTIVATION,                                     -",
                "MAIL_API ANGUS_MAIL,                                  NO_SESSION",
                "MAIL_API ACTIVATION_API,                              NO_SESSION",
                "MAIL_API ANGUS_ACTIVATION,                            NO_SESSION",
                "ANGUS_MAIL ACTIVATION_API,                            NO_TEXT NO_ATTACHMENTS",
                "ANGUS_MAIL ANGUS_ACTIVATION,                          -",
                "ACTIVATION_API ANGUS_ACTIVATION,                      NO_MULTIPART NO_ATTACHMENTS",
                "MAIL_API ANGUS_MAIL ACTIVATION_API,                   NO_SESSION",
                "MAIL_API ANGUS_MAIL ANGUS_ACTIVATION,                 NO_SESSION",
                "MAIL_API ACTIVATION_API ANGUS_ACTIVATION,             NO_SESSION",
                "ANGUS_MAIL ACTIVATION_API ANGUS_ACTIVATION,           NO_MULTIPART NO_ATTACHMENTS",
                "MAIL_API ANGUS_MAIL ACTIVATION_API ANGUS_ACTIVATION,  NO_SESSION"
            })
    void whatFailsFollowsFromWhatIsBundled(String pieces, String expected) {
        assertThat(Consequence.of(set(MailPiece.class, pieces))).isEqualTo(set(Consequence.class, expected));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MAIL_API", "ANGUS_MAIL", "ACTIVATION_API", "ANGUS_ACTIVATION"})
    void whatTheServerDoesNotHaveMakesNoDifference(MailPiece piece) {
        assertThat(piece.isOfServer()).isFalse();
        assertThat(Consequence.of(Set.of(piece))).isEmpty();
        assertThat(Consequence.of(Set.of(piece, MailPiece.ACTIVATION_API))).containsExactly(Consequence.NO_ATTACHMENTS);
        assertThat(Consequence.of(Set.of(piece, MailPiece.ACTIVATION_API, MailPiece.ANGUS_ACTIVATION)))
                .containsExactly(Consequence.NO_MULTIPART, Consequence.NO_ATTACHMENTS);
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, String names) {
        Set<E> set = EnumSet.noneOf(type);
        if (names != null) {
            for (String name : names.trim().split(" ", -1)) {
                set.add(Enum.valueOf(type, name));
            }
        }
        return set;
    }
}
