package io.github.catamail.secret;

/**
 * A password or key password. It prints as {@code [hidden]}, so that no log line, exception, MBean or debugger view of a
 * record that holds it can show it by accident.
 *
 * <p>Immutable and safe for use by several threads. Equality is by value, compared in the same time whatever the values
 * are.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Returns a secret with this value, as it stands: secrets are never trimmed. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Returns the value in clear. Callers hand it to the protocol or the key store that needs it, and keep no copy. */
    public String reveal() {
        return value;
    }

    /** Returns the value as a new array, as key stores want it. */
    public char[] toChars() {
        return value.toCharArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && java.security.MessageDigest.isEqual(
                        value.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        secret.value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
