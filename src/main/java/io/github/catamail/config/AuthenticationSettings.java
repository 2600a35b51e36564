package io.github.catamail.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how to log in (RFC 4954).
 *
 * @param credentials user and password; null means that mail is submitted without a login. Where they are given, a login is
 *     required: mail is never submitted anonymously instead
 * @param switchedOff whether user and password are written, and are not to be used
 * @param mechanisms the SASL mechanisms allowed, in order of preference; empty for the default order
 */
public record AuthenticationSettings(@Nullable Credentials credentials, boolean switchedOff, List<String> mechanisms) {
    /** Copies the list. */
    public AuthenticationSettings {
        mechanisms = List.copyOf(mechanisms);
    }
}
