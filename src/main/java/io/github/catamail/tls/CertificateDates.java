package io.github.catamail.tls;

import io.github.catamail.config.Problems;
import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.Topic;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Warns of certificates that are out of their dates. Those of the JVM are not ours to judge. */
final class CertificateDates {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private CertificateDates() {}

    static void check(StoreSettings store, List<X509Certificate> certificates, Problems problems, Clock clock) {
        Instant now = clock.instant();
        for (X509Certificate certificate : certificates) {
            if (isOver(certificate, now)) {
                warn(store, certificate, problems, "expired on " + end(certificate) + ": replace it");
            } else if (isToCome(certificate, now)) {
                warn(
                        store,
                        certificate,
                        problems,
                        "is not valid before " + start(certificate) + ": replace it, or set the clock of this machine");
            }
        }
    }

    static boolean isOver(X509Certificate certificate, Instant now) {
        return now.isAfter(certificate.getNotAfter().toInstant());
    }

    static boolean isToCome(X509Certificate certificate, Instant now) {
        return now.isBefore(certificate.getNotBefore().toInstant());
    }

    /** Returns the last day in UTC. */
    static String end(X509Certificate certificate) {
        return DATE.format(certificate.getNotAfter().toInstant());
    }

    /** Returns the first day in UTC. */
    static String start(X509Certificate certificate) {
        return DATE.format(certificate.getNotBefore().toInstant());
    }

    private static void warn(StoreSettings store, X509Certificate certificate, Problems problems, String what) {
        problems.warning(
                Topic.CERTIFICATE_DATES,
                "'" + store.attribute() + "' \"" + store.written() + "\" holds the certificate "
                        + CertificateSummary.printable(certificate.getSubjectX500Principal()) + ", which " + what);
    }
}
