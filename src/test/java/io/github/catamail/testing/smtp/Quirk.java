package io.github.catamail.testing.smtp;

import java.io.IOException;
import java.util.function.Predicate;

/**
 * What a server does otherwise than a faithful one.
 *
 * <p>Called on the threads of the connections, so one that keeps state must be thread-safe.
 */
public interface Quirk {
    /** The faithful server. */
    Quirk NONE = new Quirk() {};

    /**
     * Called when a connection has come to a stage, before anything is sent or read for it. May write, hang or close. A
     * connection that is closed on return is left as it is.
     */
    default void reached(Moment moment) throws IOException {}

    /**
     * Returns the reply to send. The server goes on as that reply says: what is refused here has not happened, and a 421
     * ends the connection.
     */
    default Reply reply(Moment moment, Reply usual) {
        return usual;
    }

    /** Returns this quirk, shown only when the condition holds, for instance on the first connection alone. */
    default Quirk when(Predicate<Moment> condition) {
        Quirk quirk = this;
        return new Quirk() {
            @Override
            public void reached(Moment moment) throws IOException {
                if (condition.test(moment)) {
                    quirk.reached(moment);
                }
            }

            @Override
            public Reply reply(Moment moment, Reply usual) {
                return condition.test(moment) ? quirk.reply(moment, usual) : usual;
            }
        };
    }

    /** Returns this quirk followed by another, which sees the reply of this one. */
    default Quirk then(Quirk next) {
        Quirk first = this;
        return new Quirk() {
            @Override
            public void reached(Moment moment) throws IOException {
                first.reached(moment);
                if (moment.wire().isOpen()) {
                    next.reached(moment);
                }
            }

            @Override
            public Reply reply(Moment moment, Reply usual) {
                return next.reply(moment, first.reply(moment, usual));
            }
        };
    }

    /** Returns a quirk that replaces the reply at one stage. */
    static Quirk replying(Stage stage, Reply reply) {
        return new Quirk() {
            @Override
            public Reply reply(Moment moment, Reply usual) {
                return moment.stage() == stage ? reply : usual;
            }
        };
    }

    /** Something done to a connection at a stage. */
    @FunctionalInterface
    interface Action {
        void on(Wire wire) throws IOException;
    }

    /** Returns a quirk that does something when the stage is reached. */
    static Quirk acting(Stage stage, Action action) {
        return new Quirk() {
            @Override
            public void reached(Moment moment) throws IOException {
                if (moment.stage() == stage) {
                    action.on(moment.wire());
                }
            }
        };
    }
}
