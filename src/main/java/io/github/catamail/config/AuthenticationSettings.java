package io.github.catamail.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how to log in (RFC 4954).
 *
 * @param credentials user and password; null means that mail is submitted without a login. Where they are given, a login is
 *     required: mail is never submitted anonymously instead
 * @param switchedOff what is written that keeps the credentials that are written too from being used, such as
 *     {@code 'mail.smtp.auth' is "false"}; null where nothing does
 * @param mechanisms the SASL mechanisms allowed, in order of preference; empty for the default order
 */
public record AuthenticationSettings(
        @Nullable Credentials credentials, @Nullable String switchedOff, List<String> mechanisms) {
    /** Copies the list. */
    public AuthenticationSettings {
        mechanisms = List.copyOf(mechanisms);
    }
}
