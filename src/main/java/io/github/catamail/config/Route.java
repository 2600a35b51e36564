package io.github.catamail.config;

import io.github.catamail.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The way to the server, from the {@code mail.smtp} properties {@code proxy.*}, {@code socks.*}, {@code localaddress} and
 * {@code localport}.
 *
 * @param kind whether there is a proxy, and of which kind
 * @param proxyHost the proxy, or null for none
 * @param proxyPort the port of the proxy
 * @param proxyUser the user of an HTTP proxy, or null
 * @param proxyPassword the password of an HTTP proxy, or null
 * @param localAddress the address or host name to bind to, or null for any
 * @param localPort the port to bind to, or 0 for any
 */
public record Route(
        Kind kind,
        @Nullable String proxyHost,
        int proxyPort,
        @Nullable String proxyUser,
        @Nullable Secret proxyPassword,
        @Nullable String localAddress,
        int localPort) {
    /** The straight way. */
    public static final Route DIRECT = new Route(Kind.DIRECT, null, 0, null, null, null, 0);

    /** Kinds of ways. */
    public enum Kind {
        /** No proxy. */
        DIRECT,
        /** An HTTP proxy that takes CONNECT (RFC 9110, 9.3.6). */
        HTTP,
        /** A SOCKS proxy (RFC 1928). */
        SOCKS
    }
}
