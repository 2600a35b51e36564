package io.github.catamail.smtp;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is wanted: to where, as whom.
 *
 * @param endpoint the server
 * @param user the user to log in as, or null
 * @param password the password, or null
 */
record Opening(
        Endpoint endpoint, @Nullable String user, @Nullable Secret password) {
    static Opening of(Endpoint endpoint, @Nullable Credentials credentials) {
        return credentials == null
                ? new Opening(endpoint, null, null)
                : new Opening(endpoint, credentials.user(), credentials.password());
    }

    /** Returns whether nothing may be sent without a login. */
    boolean mustLogIn() {
        return user != null && password != null;
    }

    /** Returns the password in clear, for the protocol. */
    @Nullable String revealedPassword() {
        return password == null ? null : password.reveal();
    }
}
