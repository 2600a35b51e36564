package io.github.catamail.testing.smtp.misbehaviour;

/**
 * Knows no token: answers XOAUTH2 with a 334 that carries a JSON reason in base64, and only after one more line from the
 * client with the 535.
 */
public final class Xoauth2Says334Json extends MisbehavingServer {
    public Xoauth2Says334Json() {
        super(usual().mechanisms("XOAUTH2").requireAuth());
    }
}
