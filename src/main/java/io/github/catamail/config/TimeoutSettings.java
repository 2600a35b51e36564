package io.github.catamail.config;

import java.time.Duration;

/**
 * How long to wait for a server. All are positive and finite.
 *
 * @param connect for each address, until the TCP connection is open
 * @param read for each reply of the server, the greeting and the TLS handshake among them
 * @param write for each piece of data that the server has to take
 * @param data for the reply to the final dot, for which RFC 5321 section 4.5.3.2.6 asks ten minutes
 */
public record TimeoutSettings(Duration connect, Duration read, Duration write, Duration data) {}
