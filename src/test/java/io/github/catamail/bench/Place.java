package io.github.catamail.bench;

import java.io.IOException;

/** A JVM in which contenders send. */
interface Place extends AutoCloseable {
    /** Lets one of them send for a time. */
    Round run(Kind kind, Target target, Pace pace) throws IOException, InterruptedException;

    @Override
    void close();
}
