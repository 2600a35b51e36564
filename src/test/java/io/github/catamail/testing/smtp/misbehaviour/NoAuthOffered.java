package io.github.catamail.testing.smtp.misbehaviour;

/** Offers no AUTH, and wants a login all the same. */
public final class NoAuthOffered extends MisbehavingServer {
    public NoAuthOffered() {
        super(usual().mechanisms().requireAuth());
    }
}
