package io.github.catamail.testing.smtp.misbehaviour;

/** Offers only the given mechanisms of AUTH and wants a login. */
public final class OffersOnly extends MisbehavingServer {
    public OffersOnly(String... mechanisms) {
        super(usual().mechanisms(mechanisms).requireAuth());
    }
}
