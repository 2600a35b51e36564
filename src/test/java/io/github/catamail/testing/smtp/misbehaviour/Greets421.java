package io.github.catamail.testing.smtp.misbehaviour;

/** Greets with a 421 and hangs up, as a server that has too many connections. */
public final class Greets421 extends MisbehavingServer {
    public Greets421() {
        super(usual().greeting("421 4.7.0 sink.test Error: too many connections"));
    }
}
