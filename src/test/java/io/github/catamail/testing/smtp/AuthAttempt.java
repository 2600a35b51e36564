package io.github.catamail.testing.smtp;

/**
 * A login that was tried.
 *
 * @param connection the number of the connection, from 1
 * @param mechanism the SASL mechanism
 * @param user the user name
 * @param secret the password or token
 * @param accepted whether they were right; a {@link Quirk} may have refused them all the same
 */
public record AuthAttempt(int connection, String mechanism, String user, String secret, boolean accepted) {
    /** Returns all but the secret. */
    @Override
    public String toString() {
        return mechanism + " of " + user + " on connection " + connection + (accepted ? ", right" : ", wrong");
    }
}
