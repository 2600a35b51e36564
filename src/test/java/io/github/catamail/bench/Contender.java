package io.github.catamail.bench;

import java.io.IOException;

/** A way to send mail. Used by several threads at once. */
interface Contender extends AutoCloseable {
    /** Makes a new message and sends it; returns when the server has it. */
    void send() throws Exception;

    @Override
    default void close() throws IOException {}
}
