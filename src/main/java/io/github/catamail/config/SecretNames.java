package io.github.catamail.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The attribute names whose values are secrets.
 *
 * <p>Wider than the settings that exist: a misspelt {@code pasword} still holds a password.
 */
final class SecretNames {
    private static final Pattern SECRET = Pattern.compile("pass?w|pwd|secret|token|credential|passphrase");
    private static final Pattern PLACE = Pattern.compile("(file|alias|url|uri|endpoint)$");

    private SecretNames() {}

    /** Returns whether the value of the attribute of this name is a secret, and not just the place where one is kept. */
    static boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.matcher(lower).find() && !PLACE.matcher(lower).find();
    }
}
