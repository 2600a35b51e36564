package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import java.util.function.UnaryOperator;

/** Where and when a server misbehaves. */
record Fault(Stage stage, Occasion occasion) {
    /** Does something to the connection before it replies at the stage. */
    Quirk acting(Quirk.Action action) {
        return new Quirk() {
            @Override
            public void reached(Moment moment) throws java.io.IOException {
                if (moment.stage() == stage && occasion.has(moment)) {
                    action.on(moment.wire());
                }
            }
        };
    }

    /** Replies otherwise at the stage. */
    Quirk replying(UnaryOperator<Reply> change) {
        return new Quirk() {
            @Override
            public Reply reply(Moment moment, Reply usual) {
                return moment.stage() == stage && occasion.has(moment) ? change.apply(usual) : usual;
            }
        };
    }
}
