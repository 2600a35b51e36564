package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Ends connections on which nothing has happened for some time since their last message. */
public final class IdleClosingServer extends MisbehavingServer {
    /** What it does to them. */
    public enum End {
        /** A 421, then the end, as RFC 5321, 3.8 wants it. */
        SAYING_SO {
            @Override
            void of(Wire wire) throws IOException {
                wire.write("421 4.4.2 sink.test Error: timeout exceeded\r\n");
                wire.close();
            }
        },
        WITHOUT_A_WORD {
            @Override
            void of(Wire wire) throws IOException {
                wire.close();
            }
        },
        WITH_A_RESET {
            @Override
            void of(Wire wire) throws IOException {
                wire.reset();
            }
        },
        /** The connection stays open, and nothing comes through any more, as behind a firewall that forgets connections. */
        FORGETTING_IT {
            @Override
            void of(Wire wire) throws IOException {
                wire.freeze();
            }
        };

        abstract void of(Wire wire) throws IOException;
    }

    private IdleClosingServer(Occasion occasion, Supplier<Duration> limit, End end, SmtpSink.Builder base) {
        super(base.quirk(new Quirk() {
            @Override
            public void reached(Moment moment) throws IOException {
                if (moment.stage() == Stage.IDLE
                        && moment.accepted() > 0
                        && occasion.has(moment)
                        && !moment.wire().awaitInput(limit.get())) {
                    end.of(moment.wire());
                }
            }
        }));
    }

    /** After this time; after none, as soon as it has answered and nothing more has come. */
    public static IdleClosingServer after(Duration limit, Occasion occasion, End end, SmtpSink.Builder base) {
        return new IdleClosingServer(occasion, () -> limit, end, base);
    }

    /** After times of their own of up to so much. */
    public static IdleClosingServer atRandom(long seed, Duration longest, End end, SmtpSink.Builder base) {
        SplittableRandom random = new SplittableRandom(seed);
        return new IdleClosingServer(
                Occasion.always(),
                () -> {
                    synchronized (random) {
                        return Duration.ofNanos(random.nextLong(longest.toNanos()));
                    }
                },
                end,
                base);
    }
}
