package io.github.catamail.trial;

import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.tls.TlsContext;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What there is to say about the certificates of a server, a line each. */
record TlsDetails(TlsContext tls, Clock clock) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    /** Returns the lines for a handshake that is done. */
    List<String> of(SSLSession session) {
        List<X509Certificate> chain = chain(session);
        List<String> lines =
                new ArrayList<>(of(chain.stream().map(CertificateSummary::of).toList()));
        if (!chain.isEmpty()) {
            String anchor = tls.anchor(chain);
            lines.add(anchor == null ? "whether it can be trusted is not checked" : "trusted through " + anchor);
        }
        Certificate[] own = session.getLocalCertificates();
        if (own != null && own.length > 0 && own[0] instanceof X509Certificate certificate) {
            CertificateSummary mine = CertificateSummary.of(certificate);
            lines.add("client certificate sent: " + mine.subject() + ", " + validity(mine));
        }
        return lines;
    }

    /** Returns the lines for what a server has sent, its own certificate first. */
    List<String> of(List<CertificateSummary> presented) {
        List<String> lines = new ArrayList<>();
        for (CertificateSummary certificate : presented) {
            if (lines.isEmpty()) {
                lines.add("certificate for " + certificate.names() + ": " + certificate.subject());
                lines.add("issued by " + certificate.issuer() + ", " + validity(certificate));
                lines.add("SHA-256 " + certificate.sha256());
            } else {
                lines.add("issuer sent: " + certificate.subject() + ", " + validity(certificate));
            }
        }
        return lines;
    }

    /** Returns the certificates that a server has sent, its own first; none where it has none. */
    static List<X509Certificate> chain(SSLSession session) {
        try {
            return Arrays.stream(session.getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException anonymous) {
            return List.of();
        }
    }

    /** Returns whole days until a moment, negative if it is past. */
    long daysUntil(Instant moment) {
        return Math.floorDiv(
                Duration.between(clock.instant(), moment).toSeconds(),
                Duration.ofDays(1).toSeconds());
    }

    static String date(Instant moment) {
        return DATE.format(moment);
    }

    private String validity(CertificateSummary certificate) {
        long days = daysUntil(certificate.notAfter());
        return days < 0
                ? "expired on " + date(certificate.notAfter())
                : "valid until " + date(certificate.notAfter()) + " (" + days + (days == 1 ? " day" : " days")
                        + " left)";
    }
}
