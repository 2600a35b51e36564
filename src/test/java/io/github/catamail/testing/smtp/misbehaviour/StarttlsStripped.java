package io.github.catamail.testing.smtp.misbehaviour;

/** Offers no STARTTLS, but AUTH in clear, as after an attack on the connection. */
public final class StarttlsStripped extends MisbehavingServer {
    public StarttlsStripped() {
        super(usual());
    }
}
