package io.github.catamail.testing.probe;

import jakarta.mail.Provider;

/** The application's own mail provider, which it names in its own {@code META-INF/services}. */
public final class OwnProvider extends Provider {
    /** Called by Jakarta Mail. */
    public OwnProvider() {
        super(Type.STORE, "own", OwnStore.class.getName(), "Acme", "1.0");
    }
}
