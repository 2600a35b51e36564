package io.github.catamail.functional;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.HalfOpenServer;
import io.github.catamail.testing.smtp.misbehaviour.IdleClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.LateServer;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import io.github.catamail.testing.smtp.misbehaviour.Replies421;
import io.github.catamail.testing.smtp.misbehaviour.RepliesOutOfOrder;
import io.github.catamail.testing.smtp.misbehaviour.RepliesTwice;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import io.github.catamail.testing.smtp.misbehaviour.TlsAlertServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a server can do to a message, by name. */
record Misdeed(String name, Start start) {
    private static final Duration A_MOMENT = Duration.ofMillis(5);
    private static final Duration A_WHILE = Duration.ofMillis(100);
    private static final List<Stage> BEFORE_THE_TEXT = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA);

    /** Starts a server that does it. */
    @FunctionalInterface
    interface Start {
        MisbehavingServer with(Occasion occasion, SmtpSink.Builder base);
    }

    MisbehavingServer start(Occasion occasion, Footing footing) {
        return start.with(occasion, footing.server());
    }

    @Override
    public String toString() {
        return name;
    }

    /** Ends a connection on which nothing is going on. */
    static Stream<Misdeed> whileIdle() {
        return Stream.of(
                        IdleClosingServer.End.SAYING_SO,
                        IdleClosingServer.End.WITHOUT_A_WORD,
                        IdleClosingServer.End.WITH_A_RESET)
                .map(end -> new Misdeed(
                        "ends idle connections " + end,
                        (occasion, base) -> IdleClosingServer.after(A_MOMENT, occasion, end, base)));
    }

    /** Ends a connection before it can have seen any of the text of a message. */
    static Stream<Misdeed> beforeTheText() {
        return BEFORE_THE_TEXT.stream()
                .flatMap(stage -> Stream.of(
                        new Misdeed("closes at " + stage, (occasion, base) -> ClosingServer.at(stage, occasion, base)),
                        new Misdeed(
                                "resets at " + stage,
                                (occasion, base) -> ClosingServer.resettingAt(stage, occasion, base)),
                        new Misdeed("says 421 at " + stage, (occasion, base) -> Replies421.at(stage, occasion, base))));
    }

    /** Ends TLS before it can have seen any of the text of a message. */
    static Stream<Misdeed> alertsBeforeTheText() {
        return BEFORE_THE_TEXT.stream().map(Misdeed::alert);
    }

    /** Ends a connection while the text is on its way. */
    static Stream<Misdeed> duringTheText() {
        return Stream.of(
                new Misdeed(
                        "closes before the text", (occasion, base) -> ClosingServer.at(Stage.CONTENT, occasion, base)),
                new Misdeed(
                        "resets before the text",
                        (occasion, base) -> ClosingServer.resettingAt(Stage.CONTENT, occasion, base)),
                new Misdeed("closes in the text", (occasion, base) -> ClosingServer.halfway(100, occasion, base)));
    }

    /** Ends a connection without having stored the whole message that it has. */
    static Stream<Misdeed> afterTheText() {
        return Stream.of(
                new Misdeed("closes at the end", (occasion, base) -> ClosingServer.at(Stage.FINAL_DOT, occasion, base)),
                new Misdeed(
                        "resets at the end",
                        (occasion, base) -> ClosingServer.resettingAt(Stage.FINAL_DOT, occasion, base)));
    }

    /** Stores a message and ends the connection without a word. */
    static Stream<Misdeed> afterStoring() {
        return Stream.of(
                new Misdeed("closes after storing", (occasion, base) -> ClosingServer.at(Stage.STORED, occasion, base)),
                new Misdeed(
                        "resets after storing",
                        (occasion, base) -> ClosingServer.resettingAt(Stage.STORED, occasion, base)));
    }

    /** Says nothing, before the text. */
    static Stream<Misdeed> silenceBeforeTheText() {
        return Stream.of(
                new Misdeed("is silent at MAIL", (occasion, base) -> SilentServer.at(Stage.MAIL, occasion, base)),
                new Misdeed("is half open at RCPT", (occasion, base) -> HalfOpenServer.at(Stage.RCPT, occasion, base)));
    }

    /** Says nothing, after the text. */
    static Stream<Misdeed> silenceAfterTheText() {
        return Stream.of(
                new Misdeed(
                        "is half open in the text",
                        (occasion, base) -> HalfOpenServer.at(Stage.CONTENT, occasion, base)),
                new Misdeed(
                        "is silent at the end", (occasion, base) -> SilentServer.at(Stage.FINAL_DOT, occasion, base)));
    }

    /** Takes its time. */
    static Stream<Misdeed> lateness() {
        return Stream.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.FINAL_DOT, Stage.STORED)
                .map(stage -> new Misdeed(
                        "is late at " + stage, (occasion, base) -> LateServer.at(stage, A_WHILE, occasion, base)));
    }

    /** Answers two times, or in the wrong order. */
    static Stream<Misdeed> confusion() {
        Stream<Misdeed> twice = Stream.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.FINAL_DOT)
                .map(stage -> new Misdeed(
                        "answers twice at " + stage, (occasion, base) -> RepliesTwice.at(stage, occasion, base)));
        Stream<Misdeed> disorder = Stream.of(Stage.MAIL, Stage.RCPT, Stage.DATA)
                .map(stage -> new Misdeed(
                        "answers in disorder at " + stage,
                        (occasion, base) -> RepliesOutOfOrder.at(stage, occasion, base)));
        return Stream.concat(twice, disorder);
    }

    static Misdeed alert(Stage stage) {
        return new Misdeed("breaks TLS at " + stage, (occasion, base) -> TlsAlertServer.at(stage, occasion, base));
    }
}
