package io.github.catamail.doctor.certificate;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.certificate.PresentedCertificate.Role;
import io.github.catamail.report.Finding;
import io.github.catamail.tls.ServerInspection;
import io.github.catamail.tls.UntrustedServerException;
import io.github.catamail.tls.UntrustedServerException.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there is to know about the certificates of a server, before one of them is trusted. */
final class Judgement {
    private static final Set<Reason> OUT_OF_DATE = Set.of(Reason.EXPIRED, Reason.NOT_YET_VALID);

    private final CertificateRequest request;
    private final ServerInspection seen;
    private final Clock clock;
    private final Chain chain;
    private final @Nullable String serverName;
    private final boolean namedRightly;
    private final List<Finding> findings = new ArrayList<>();

    Judgement(CertificateRequest request, ServerInspection seen, Clock clock) {
        this.request = request;
        this.seen = seen;
        this.clock = clock;
        this.chain = Chain.of(seen);
        // A server whose very certificate is trusted can only be refused for its name.
        UntrustedServerException refusal = seen.refusalTrusting(chain.server().certificate());
        this.namedRightly = refusal == null || refusal.reason() != Reason.NAME_MISMATCH;
        this.serverName = namedRightly
                ? request.serverName()
                : OtherName.in(chain.server().summary());
    }

    Chain chain() {
        return chain;
    }

    /** Returns the name to write as {@code tlsServerName}, or null if the host is right. */
    @Nullable String serverName() {
        return serverName;
    }

    /** Returns whether this JVM trusts the chain, whatever is to be said of its name and its dates. */
    boolean isTrustedByJvm() {
        UntrustedServerException refusal = seen.refusalOfJvm();
        return refusal == null || refusal.reason() == Reason.NAME_MISMATCH || OUT_OF_DATE.contains(refusal.reason());
    }

    /** Returns the certificate to trust, or null if none is needed and none was asked for. */
    @Nullable Recommendation recommendation() {
        boolean none = request.number() == null ? isTrustedByJvm() : isMissing(request.number());
        return none ? null : new Choice(seen, chain, serverName).make(request.number());
    }

    private boolean isMissing(int number) {
        return number < 1 || number > chain.presented().size();
    }

    /** Returns the findings, the worse first. */
    List<Finding> findings(@Nullable Recommendation recommendation) {
        trust(recommendation);
        name();
        dates(recommendation);
        order();
        strength();
        end();
        number();
        findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(findings);
    }

    private void trust(@Nullable Recommendation recommendation) {
        UntrustedServerException refusal = seen.refusalOfJvm();
        if (refusal == null || isTrustedByJvm()) {
            return;
        }
        String cure = recommendation == null ? "" : trusting(recommendation.certificate());
        if (refusal.reason() == Reason.OTHER) {
            add(Severity.WARNING, Topic.TLS_FAILED, refusal.getMessage(), "Have it corrected on the server. " + cure);
        } else {
            add(Severity.WARNING, Topic.UNTRUSTED_CERTIFICATE, refusal.getMessage() + places(), cure + completing());
        }
        if (recommendation != null && !recommendation.works()) {
            UntrustedServerException still =
                    seen.refusalTrusting(recommendation.certificate().certificate());
            if (still != null && still.reason() == Reason.OTHER) {
                add(
                        Severity.ERROR,
                        Topic.TLS_FAILED,
                        "even with certificate " + recommendation.certificate().number() + " in a trust store, "
                                + still.getMessage(),
                        "Have the certificate corrected on the server");
            }
        }
    }

    private static String trusting(PresentedCertificate chosen) {
        return "Compare the SHA-256 fingerprint of certificate " + chosen.number() + ", "
                + chosen.summary().subject()
                + ", with the people who run the server, then trust it with 'truststoreFile'";
    }

    private String places() {
        List<String> urls = chain.highest().issuerUrls();
        return chain.highest().role() == Role.ROOT || urls.isEmpty()
                ? ""
                : ". According to certificate " + chain.highest().number() + ", that of its issuer can be had at "
                        + String.join(" and ", urls) + " (nobody has looked there)";
    }

    private String completing() {
        return chain.isIncomplete() ? ". Better have the server send the whole chain" : "";
    }

    private void name() {
        if (namedRightly) {
            return;
        }
        String what = "the server's certificate is for "
                + chain.server().summary().names() + ", not for " + request.expectedName();
        if (serverName != null) {
            add(
                    Severity.WARNING,
                    Topic.HOSTNAME_MISMATCH,
                    what,
                    "Write a name that it is for as 'host', or add tlsServerName=\"" + serverName + "\"");
        } else {
            add(
                    Severity.ERROR,
                    Topic.HOSTNAME_MISMATCH,
                    what,
                    "Write a name that it is for as 'host' or 'tlsServerName', or have a certificate made for "
                            + request.expectedName());
        }
    }

    private void dates(@Nullable Recommendation recommendation) {
        Instant now = clock.instant();
        boolean works = recommendation != null && recommendation.works();
        for (PresentedCertificate certificate : chain.outOfDate(clock)) {
            String whose = (certificate.number() == 1 ? "the server's certificate, " : "the certificate of an issuer, ")
                    + certificate.summary().subject();
            boolean over = Chain.isOver(certificate, now);
            String what = whose
                    + (over
                            ? ", expired on " + Chain.day(certificate.summary().notAfter())
                            : ", is not valid before "
                                    + Chain.day(certificate.summary().notBefore()));
            if (works || trustedInSpiteOf(certificate)) {
                add(
                        Severity.WARNING,
                        Topic.CERTIFICATE_DATES,
                        what + ". Java takes it nevertheless where it is in the trust store itself",
                        over
                                ? "Have it renewed, and fetch the new one"
                                : "Check the clock of this machine; if that is right, there is nothing to do");
            } else {
                add(
                        Severity.ERROR,
                        Topic.CERTIFICATE_DATES,
                        what + ". To trust its issuer does not help against that",
                        "Have it renewed on the server; check the clock of this machine");
            }
        }
    }

    /** Roots that the JVM has are not looked at for their dates. */
    private boolean trustedInSpiteOf(PresentedCertificate certificate) {
        return seen.refusalOfJvm() == null && certificate.number() > 1;
    }

    private void order() {
        List<PresentedCertificate> unrelated = chain.presented().stream()
                .filter(certificate -> certificate.role() == Role.UNRELATED)
                .toList();
        if (!unrelated.isEmpty()) {
            add(
                    Severity.WARNING,
                    Topic.CERTIFICATE_CHAIN,
                    "the server sends certificates that are not of its chain: "
                            + unrelated.stream()
                                    .map(certificate -> certificate.summary().subject())
                                    .collect(Collectors.joining("; ")),
                    "Java does without them; have them taken out on the server");
        }
        List<Integer> numbers =
                chain.path().stream().map(PresentedCertificate::number).toList();
        if (!numbers.equals(numbers.stream().sorted().toList())) {
            add(
                    Severity.WARNING,
                    Topic.CERTIFICATE_CHAIN,
                    "the server sends its chain in the wrong order: the right one is "
                            + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    "Java sorts it; other programs may not. Have it corrected on the server");
        }
    }

    private void strength() {
        for (PresentedCertificate certificate : chain.path()) {
            List<String> weak = new ArrayList<>();
            KeyStrength strength = KeyStrength.of(certificate.certificate());
            if (strength.isWeak()) {
                weak.add("a weak key (" + strength.text() + ")");
            }
            boolean own = ServerInspection.isSelfSigned(certificate.certificate());
            // Nobody has to believe the signature of one that is trusted itself.
            if (!own && KeyStrength.isWeakSignature(certificate.certificate())) {
                weak.add("a weak signature (" + certificate.signature() + ")");
            }
            if (!weak.isEmpty()) {
                add(
                        Severity.WARNING,
                        Topic.WEAK_CERTIFICATE,
                        "certificate " + certificate.number() + ", "
                                + certificate.summary().subject() + ", has " + String.join(" and ", weak),
                        "Have it replaced by one with an RSA key of 2048 bits or more, or an EC key, and a signature"
                                + " with SHA-256");
            }
        }
    }

    private void end() {
        IOException failure = seen.failure();
        if (failure == null) {
            return;
        }
        String what = "the server showed its certificates, and then the TLS handshake failed: " + Causes.root(failure);
        if (seen.isClientCertificateWanted()) {
            add(
                    Severity.WARNING,
                    Topic.CLIENT_CERTIFICATE,
                    what + ". It asks for a client certificate",
                    "Name one with 'keystoreFile' as well");
        } else {
            add(Severity.WARNING, Topic.TLS_FAILED, what, "Look into the server's log");
        }
    }

    private void number() {
        Integer number = request.number();
        if (number != null && isMissing(number)) {
            add(
                    Severity.ERROR,
                    Topic.BAD_VALUE,
                    "there is no certificate " + number + ": the server sends "
                            + chain.presented().size(),
                    "Choose one of them, or none");
        }
    }

    private void add(Severity severity, Topic topic, @Nullable String what, String cure) {
        findings.add(new Finding(severity, topic, request.address(), String.valueOf(what), cure));
    }
}
