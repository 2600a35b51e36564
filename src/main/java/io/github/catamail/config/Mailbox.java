package io.github.catamail.config;

import org.jspecify.annotations.Nullable;

/**
 * A server to read mail from, where a resource names one with {@code mail.imap.host} or {@code mail.pop3.host}. Jakarta
 * Mail's own store connects to it; Catamail answers for its credentials and its TLS.
 *
 * @param protocol {@code imap} or {@code pop3}; stands for {@code imaps} and {@code pop3s} too
 * @param host the configured host
 * @param port the configured port, or -1 for the default of the protocol
 * @param credentials user and password, or null for none
 */
public record Mailbox(
        String protocol, String host, int port, @Nullable Credentials credentials) {}
