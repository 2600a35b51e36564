package io.github.catamail.testing.smtp;

import java.util.List;

/**
 * What a server offers and refuses.
 *
 * @param greeting the first thing it says
 * @param extensions the keywords of EHLO, without those of TLS and logins, which follow from their options
 * @param maximumSize the largest message in bytes
 * @param tls its TLS
 * @param auth its logins
 * @param senders senders that are refused
 * @param recipients recipients that are refused
 * @param quirk what it does otherwise
 */
public record SinkOptions(
        Reply greeting,
        List<String> extensions,
        long maximumSize,
        TlsOptions tls,
        AuthOptions auth,
        List<Rejection> senders,
        List<Rejection> recipients,
        Quirk quirk) {
    boolean offers(String extension) {
        return extensions.contains(extension);
    }
}
