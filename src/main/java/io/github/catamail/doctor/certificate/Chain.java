package io.github.catamail.doctor.certificate;

import io.github.catamail.doctor.certificate.PresentedCertificate.Role;
import io.github.catamail.tls.ServerInspection;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of a server in both orders.
 *
 * @param presented as it sent them
 * @param path its own and, as far as it sent them, those of its issuers, up to the root
 */
record Chain(List<PresentedCertificate> presented, List<PresentedCertificate> path) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    Chain {
        presented = List.copyOf(presented);
        path = List.copyOf(path);
    }

    static Chain of(ServerInspection seen) {
        List<PresentedCertificate> presented = new ArrayList<>();
        for (X509Certificate certificate : seen.presented()) {
            presented.add(PresentedCertificate.of(presented.size() + 1, role(certificate, seen), certificate));
        }
        List<PresentedCertificate> path = seen.path().stream()
                .map(certificate -> presented.get(seen.presented().indexOf(certificate)))
                .toList();
        return new Chain(presented, path);
    }

    private static Role role(X509Certificate certificate, ServerInspection seen) {
        int place = seen.path().indexOf(certificate);
        if (place <= 0) {
            return place == 0 ? Role.SERVER : Role.UNRELATED;
        }
        return ServerInspection.isSelfSigned(certificate) ? Role.ROOT : Role.ISSUER;
    }

    /** Returns the server's own certificate. */
    PresentedCertificate server() {
        return path.get(0);
    }

    /** Returns the one that is the highest in the chain, which may be the server's own. */
    PresentedCertificate highest() {
        return path.get(path.size() - 1);
    }

    /** Returns whether the server's own certificate signs itself. */
    boolean isSelfSigned() {
        return ServerInspection.isSelfSigned(server().certificate());
    }

    /** Returns whether that of the issuer is missing. */
    boolean isIncomplete() {
        return path.size() == 1 && !isSelfSigned();
    }

    /** Returns those of the chain that are expired or not valid yet. */
    List<PresentedCertificate> outOfDate(Clock clock) {
        Instant now = clock.instant();
        return path.stream()
                .filter(each -> isOver(each, now) || isToCome(each, now))
                .toList();
    }

    static boolean isOver(PresentedCertificate certificate, Instant now) {
        return now.isAfter(certificate.summary().notAfter());
    }

    static boolean isToCome(PresentedCertificate certificate, Instant now) {
        return now.isBefore(certificate.summary().notBefore());
    }

    /** Returns a day in UTC. */
    static String day(Instant instant) {
        return DATE.format(instant);
    }
}
