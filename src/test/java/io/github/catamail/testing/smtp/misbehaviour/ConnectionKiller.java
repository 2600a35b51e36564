package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Ends connections at random, at every stage of the dialogue: closes them, resets them, or says 421. */
public final class ConnectionKiller extends MisbehavingServer {
    private static final Reply SHUTTING_DOWN = Reply.lines("421 4.3.2 sink.test Service shutting down");

    private final Map<Stage, Integer> killed;

    private ConnectionKiller(Killing killing, SmtpSink.Builder base) {
        super(base.quirk(killing));
        this.killed = killing.killed;
    }

    /** Does so in this share of all stages that are reached, from 0 to 1. */
    public static ConnectionKiller of(long seed, double share, SmtpSink.Builder base) {
        return new ConnectionKiller(new Killing(seed, share), base);
    }

    /** Returns how often it did so at a stage. */
    public int killed(Stage stage) {
        return killed.getOrDefault(stage, 0);
    }

    /** Returns how often it did so. */
    public int killed() {
        return Arrays.stream(Stage.values()).mapToInt(this::killed).sum();
    }

    private static final class Killing implements Quirk {
        private final SplittableRandom random;
        private final double share;
        private final Map<Stage, Integer> killed = new ConcurrentHashMap<>();

        Killing(long seed, double share) {
            random = new SplittableRandom(seed);
            this.share = share;
        }

        private boolean hits(double chance) {
            synchronized (random) {
                return random.nextDouble() < chance;
            }
        }

        @Override
        public void reached(Moment moment) throws IOException {
            if (hits(share)) {
                kill(moment.wire());
                killed.merge(moment.stage(), 1, Integer::sum);
            }
        }

        private void kill(Wire wire) throws IOException {
            if (hits(0.5)) {
                wire.close();
            } else {
                wire.flush();
                wire.reset();
            }
        }

        @Override
        public Reply reply(Moment moment, Reply usual) {
            if (hits(share)) {
                killed.merge(moment.stage(), 1, Integer::sum);
                return SHUTTING_DOWN;
            }
            return usual;
        }
    }
}
