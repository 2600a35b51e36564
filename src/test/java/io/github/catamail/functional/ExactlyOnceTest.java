package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import io.github.catamail.testing.smtp.misbehaviour.Replies421;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that misbehaves once, to the fourth message on a connection: no message is lost, none arrives twice, and the
 * application hears only of what a fresh connection could not mend.
 */
@Timeout(60)
final class ExactlyOnceTest {
    private static final int BEFORE = 3;

    /** After it, nobody takes a connection for alive without asking, so that no text goes along with the envelope. */
    private static final Duration LONG_ENOUGH_FOR_DOUBTS = Duration.ofMillis(60);

    static Stream<Arguments> harmless() {
        return Stream.concat(
                        cross(Stream.concat(Misdeed.whileIdle(), Misdeed.beforeTheText()), Footing.all()),
                        cross(Misdeed.alertsBeforeTheText(), Footing.overTls()))
                .filter(ExactlyOnceTest::canHappen);
    }

    /** Who sends chunks does not say DATA. */
    private static boolean canHappen(Arguments arguments) {
        Misdeed misdeed = (Misdeed) arguments.get()[0];
        Footing footing = (Footing) arguments.get()[1];
        return !footing.isChunking() || !misdeed.name().endsWith("DATA");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("harmless")
    void whatAFreshConnectionMendsNobodyNotices(Misdeed misdeed, Footing footing) throws Exception {
        try (MisbehavingServer server = misdeed.start(Occasion.onceAfter(BEFORE), footing);
                LogCapture log = LogCapture.ofCatamail()) {
            Session session = footing.resource(server.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            Sending.letPass(LONG_ENOUGH_FOR_DOUBTS);
            bag.deliver(session, 3);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(2);
            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
    }

    static Stream<Arguments> lost() {
        return Stream.concat(
                cross(Misdeed.afterTheText(), Footing.all()),
                cross(Stream.of(Misdeed.alert(Stage.FINAL_DOT)), Footing.overTls()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("lost")
    void aMessageThatMayHaveBeenTakenIsNotSentAgain(Misdeed misdeed, Footing footing) throws Exception {
        assertUnknown(misdeed, footing, Occasion.onceAfter(BEFORE), BEFORE + 2);
    }

    static Stream<Arguments> taken() {
        return Stream.concat(
                cross(Misdeed.afterStoring(), Footing.all()),
                cross(Stream.of(Misdeed.alert(Stage.STORED)), Footing.overTls()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("taken")
    void aMessageThatWasTakenIsNotSentAgain(Misdeed misdeed, Footing footing) throws Exception {
        // The one that is hit counts as stored at that time.
        assertUnknown(misdeed, footing, Occasion.onceAfter(BEFORE + 1), BEFORE + 3);
    }

    private static void assertUnknown(Misdeed misdeed, Footing footing, Occasion occasion, int stored)
            throws Exception {
        try (MisbehavingServer server = misdeed.start(occasion, footing)) {
            Session session = footing.resource(server.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            assertThat(bag.send(session).text())
                    .startsWith("Session: sent a whole message to localhost:" + server.port() + " (")
                    .contains(", then the connection broke (")
                    .endsWith("). The message may or may not have been accepted: look for it in the server's log before"
                            + " sending it again [outcome-unknown]");
            bag.deliver(session, 2);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().mails()).hasSize(stored);
            assertThat(server.sink().connections()).isEqualTo(2);
        }
    }

    static Stream<Arguments> interrupted() {
        return cross(Misdeed.duringTheText(), Footing.all());
    }

    /** How much of the text the server had seen is known to the server alone. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("interrupted")
    void aMessageThatIsCutOffDoesNotArrive(Misdeed misdeed, Footing footing) throws Exception {
        try (MisbehavingServer server = misdeed.start(Occasion.onceAfter(BEFORE), footing)) {
            Session session = footing.resource(server.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            Mailbag.Sent cut = bag.send(session);
            bag.deliver(session, 2);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(2);
            if (!cut.acknowledged()) {
                assertThat(cut.text()).containsAnyOf("The message was not sent", "may or may not have been accepted");
            }
        }
    }

    static Stream<Arguments> footings() {
        return Footing.all().map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("footings")
    void aRefusalOfAWholeMessageIsTakenAtItsWord(Footing footing) throws Exception {
        try (Replies421 server = Replies421.at(Stage.FINAL_DOT, Occasion.onceAfter(BEFORE), footing.server())) {
            Session session = footing.resource(server.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            Sending.letPass(LONG_ENOUGH_FOR_DOUBTS);
            assertThat(bag.send(session).text())
                    .contains("the server said \"421 4.3.2 sink.test Service shutting down\"")
                    .endsWith("[rate-limited]");
            bag.deliver(session, 2);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(2);
        }
    }

    static Stream<Arguments> silent() {
        return cross(Misdeed.silenceBeforeTheText(), Footing.inClear());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("silent")
    void whereASilentServerCannotHaveTheTextAFreshConnectionIsTried(Misdeed misdeed, Footing footing) throws Exception {
        try (MisbehavingServer server = misdeed.start(Occasion.onceAfter(BEFORE), footing)) {
            Session session =
                    footing.resource(server.port()).with("readTimeout", "1s").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            Sending.letPass(LONG_ENOUGH_FOR_DOUBTS);
            bag.deliver(session, 3);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(2);
        }
    }

    static Stream<Arguments> silentAfterwards() {
        return cross(Misdeed.silenceAfterTheText(), Footing.inClear());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("silentAfterwards")
    void silenceAfterTheTextLeavesTheOutcomeOpen(Misdeed misdeed, Footing footing) throws Exception {
        try (MisbehavingServer server = misdeed.start(Occasion.onceAfter(BEFORE), footing)) {
            Session session =
                    footing.resource(server.port()).with("dataTimeout", "1s").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            assertThat(bag.send(session).text())
                    .contains("no reply within 1 s ('dataTimeout')")
                    .endsWith("[outcome-unknown]");
            bag.deliver(session, 2);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(2);
        }
    }

    static Stream<Arguments> late() {
        return cross(Misdeed.lateness(), Footing.inClear());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("late")
    void aServerThatTakesItsTimeIsWaitedFor(Misdeed misdeed, Footing footing) throws Exception {
        try (MisbehavingServer server = misdeed.start(Occasion.onceAfter(BEFORE), footing)) {
            Session session = footing.resource(server.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE + 3);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(1);
        }
    }

    static Stream<Arguments> confused() {
        return cross(Misdeed.confusion(), Footing.all());
    }

    /** Such a server may make a message fail, but the ones that come after it must not get its answers. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("confused")
    void answersAreNotTakenForThoseToOtherMessages(Misdeed misdeed, Footing footing) throws Exception {
        try (MisbehavingServer server = misdeed.start(Occasion.onceAfter(BEFORE), footing);
                LogCapture log = LogCapture.ofCatamail()) {
            Session session =
                    footing.resource(server.port()).with("readTimeout", "2s").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            bag.send(session);
            Sending.letPass(LONG_ENOUGH_FOR_DOUBTS);
            bag.deliver(session, 3);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isLessThanOrEqualTo(3);
            assertThat(log.messages(Level.WARNING)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("footings")
    void aLimitOfMessagesPerConnectionIsNotNoticed(Footing footing) throws Exception {
        try (Replies421 server = Replies421.at(Stage.MAIL, Occasion.perConnection(2), footing.server())) {
            Session session = footing.resource(server.port()).session();
            Mailbag bag = new Mailbag();
            for (int i = 0; i < 8; i++) {
                Sending.letPass(LONG_ENOUGH_FOR_DOUBTS);
                bag.deliver(session, 1);
            }
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(4);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("footings")
    void aRestartIsNotNoticed(Footing footing) throws Exception {
        try (var sink = footing.server().start()) {
            Session session = footing.resource(sink.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            sink.goDown();
            sink.comeBack();
            bag.deliver(session, 3);
            bag.assertExactlyOnce(sink);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    /** What an extension did once, it can do: a server that hangs up afterwards has another reason. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("footings")
    void aServerThatHasMasteredAnExtensionIsNotAccused(Footing footing) throws Exception {
        try (ClosingServer server = ClosingServer.at(Stage.MAIL, Occasion.onceAfter(2), footing.server());
                LogCapture log = LogCapture.ofCatamail()) {
            Session session =
                    footing.resource(server.port()).with("pooled", "false").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 2);
            bag.send(session);
            bag.deliver(session, 2);
            bag.assertExactlyOnce(server.sink());
            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("footings")
    void aServerThatIsDownIsSaidToBeDownUntilItIsBack(Footing footing) throws Exception {
        try (var sink = footing.server().start()) {
            Session session = footing.resource(sink.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, BEFORE);
            sink.goDown();
            for (int i = 0; i < 2; i++) {
                assertThat(bag.send(session).text())
                        .contains("nothing accepts connections there")
                        .endsWith("[connect-failed]");
            }
            sink.comeBack();
            bag.deliver(session, 3);
            bag.assertExactlyOnce(sink);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    private static Stream<Arguments> cross(Stream<Misdeed> misdeeds, Stream<Footing> footings) {
        var all = footings.toList();
        return misdeeds.flatMap(misdeed -> all.stream().map(footing -> Arguments.of(misdeed, footing)));
    }
}
