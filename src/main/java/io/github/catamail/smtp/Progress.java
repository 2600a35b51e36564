package io.github.catamail.smtp;

import io.github.catamail.config.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Is told how a connection is made and used, while it happens: for a test that shows each step. Every method is called by the
 * thread that connects or sends, does nothing by default, and must neither wait nor throw. No secret is told.
 */
public interface Progress {
    /** Takes no interest. */
    Progress NONE = new Progress() {};

    /**
     * The addresses of a name are looked up. Not told where a proxy does that.
     *
     * @param abort ends the wait for them; any thread may call it at any time
     */
    default void lookingUp(String host, Runnable abort) {}

    /** The look-up is done; they are tried in this order. */
    default void found(List<InetAddress> addresses) {}

    /**
     * A connection is being opened.
     *
     * @param address to where; null where a proxy is to find that out
     * @param abort closes it, whatever is under way on it; any thread may call it at any time
     */
    default void connecting(@Nullable InetAddress address, Runnable abort) {}

    /** It could not be opened. */
    default void notConnected(@Nullable InetAddress address, IOException why) {}

    /** It is open. */
    default void connected(@Nullable InetAddress address) {}

    /** The dialogue goes on to another stage, or comes to the same once more. */
    default void reached(Stage stage) {}

    /** This machine is about to introduce itself. */
    default void introducing(String heloName) {}

    /** A login begins. */
    default void loggingIn(String mechanism) {}

    /** The server has answered at a stage: all lines, each with a line feed at its end. */
    default void heard(Stage stage, String reply) {}

    /** The TLS handshake is done, and the server is trusted. */
    default void secured(SSLSession tls) {}

    /**
     * Something has failed for good, and an exception that says the same follows.
     *
     * @param topic what it is about
     * @param what what was tried and what happened, without a full stop
     * @param cure what to do, without a full stop; empty where {@code what} says it
     */
    default void failed(Topic topic, String what, String cure) {}
}
