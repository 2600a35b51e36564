package io.github.catamail.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is configured for one resource, checked. Behind the parser this record travels, never raw text.
 *
 * @param resource the JNDI name, such as {@code mail/Session}
 * @param endpoints the servers in order of preference; empty only where the resource is for reading mail
 * @param mailboxes the servers to read mail from
 * @param transportProtocol {@code smtp}, or {@code smtps} where the administrator wrote so
 * @param from the default sender address of messages, or null
 * @param authentication whether and how to log in
 * @param tls trust, keys and names for TLS
 * @param timeouts how long to wait
 * @param route proxies and the local address
 * @param heloName the name to give in EHLO, or null for the machine's own
 * @param pool how connections are kept and shared
 * @param hostOrder in which order the servers are used
 * @param partial what happens to a message of which some recipients are refused
 * @param pipelining whether several commands may go in one write (RFC 2920), where the server offers it
 * @param debug how much protocol to log
 * @param validateOnStart whether the connection is tested when the resource is made
 * @param properties further {@code mail.*} properties for Jakarta Mail, as written; never a secret
 */
public record MailSettings(
        String resource,
        List<Endpoint> endpoints,
        List<Mailbox> mailboxes,
        String transportProtocol,
        @Nullable String from,
        AuthenticationSettings authentication,
        TlsSettings tls,
        TimeoutSettings timeouts,
        Route route,
        @Nullable String heloName,
        PoolSettings pool,
        HostOrder hostOrder,
        PartialDelivery partial,
        boolean pipelining,
        DebugLevel debug,
        StartValidation validateOnStart,
        Map<String, String> properties) {
    /** Copies the collections. */
    public MailSettings {
        endpoints = List.copyOf(endpoints);
        mailboxes = List.copyOf(mailboxes);
        properties = Map.copyOf(properties);
    }

    /** Returns the same with other time-outs. */
    public MailSettings with(TimeoutSettings others) {
        return new MailSettings(
                resource,
                endpoints,
                mailboxes,
                transportProtocol,
                from,
                authentication,
                tls,
                others,
                route,
                heloName,
                pool,
                hostOrder,
                partial,
                pipelining,
                debug,
                validateOnStart,
                properties);
    }
}
