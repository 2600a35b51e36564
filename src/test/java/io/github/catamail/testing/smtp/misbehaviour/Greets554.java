package io.github.catamail.testing.smtp.misbehaviour;

/** Greets with a 554, as to a client on a black list; then refuses all but QUIT (RFC 5321, 3.1). */
public final class Greets554 extends MisbehavingServer {
    public Greets554() {
        super(usual().greeting("554 5.7.1 sink.test No SMTP service for you"));
    }
}
