package io.github.catamail.cli;

import io.github.catamail.doctor.certificate.FetchedChain;
import io.github.catamail.doctor.certificate.PresentedCertificate;
import io.github.catamail.doctor.certificate.Recommendation;
import io.github.catamail.doctor.certificate.ResourceAttributes;
import io.github.catamail.tls.CertificateSummary;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The certificates of a server, for people. */
final class ChainText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final int LABEL = 13;

    private final Screen screen;
    private final Results results;

    ChainText(Screen screen, Results results) {
        this.screen = screen;
        this.results = results;
    }

    void certificates(FetchedChain chain) {
        if (chain.certificates().isEmpty()) {
            return;
        }
        for (PresentedCertificate certificate : chain.certificates()) {
            certificate(certificate);
        }
        Recommendation recommendation = chain.recommendation();
        if (recommendation != null) {
            heading("The one to trust: certificate "
                    + recommendation.certificate().number());
            lines("", 0, recommendation.reason() + " " + recommendation.consequence());
        } else if (chain.trusted()) {
            paragraph("No trust store is needed: this JVM trusts the authority that issued the certificate.");
        }
        if (recommendation != null) {
            heading("Compare before you trust");
            lines("", 0, fingerprint(recommendation.certificate()));
            lines(
                    "",
                    0,
                    "Ask the people who run the server for this SHA-256 fingerprint, by telephone or another way that does"
                            + " not lead through this connection. Until it is compared, all this proves nothing: whoever"
                            + " sits between here and the server can show any certificate.");
        }
    }

    void attributes(FetchedChain chain, ResourceAttributes attributes) {
        Recommendation recommendation = chain.recommendation();
        if (attributes.values().isEmpty()) {
            return;
        }
        heading("Add to the <Resource>, or change there");
        attributes.xml().lines().forEach(line -> results.say("  " + line));
        if (attributes.password()) {
            lines("", 0, "In place of the dots goes the password of the file.");
        }
        if (recommendation != null && !recommendation.works()) {
            lines("", 0, "With this alone no mail can be sent yet: see the errors above.");
        }
    }

    /** Says something after an empty line. */
    void paragraph(String text) {
        results.say("");
        lines("", 0, text);
    }

    private void heading(String text) {
        results.say("");
        results.say(screen.styled(Style.STRONG, text));
    }

    private void certificate(PresentedCertificate certificate) {
        CertificateSummary summary = certificate.summary();
        heading("Certificate " + certificate.number() + ": " + role(certificate));
        field("for", summary.subject());
        if (!summary.subjectAlternativeNames().isEmpty()) {
            field("names", String.join(", ", summary.subjectAlternativeNames()));
        }
        field("issued by", summary.issuer());
        field("valid", DAY.format(summary.notBefore()) + " to " + DAY.format(summary.notAfter()));
        field("key", certificate.key() + ", signed with " + certificate.signature());
        if (!certificate.issuerUrls().isEmpty()) {
            field("issuer at", String.join(" ", certificate.issuerUrls()));
        }
        lines("  SHA-256", LABEL, "");
        lines("", 4, fingerprint(certificate));
    }

    private static String role(PresentedCertificate certificate) {
        return switch (certificate.role()) {
            case SERVER -> "the server's own";
            case ISSUER -> "an issuing authority";
            case ROOT -> "the root";
            case UNRELATED -> "not of this chain";
        };
    }

    /** Returns the fingerprint in two halves, each of which fits on a line. */
    private static String fingerprint(PresentedCertificate certificate) {
        String text = certificate.summary().sha256();
        int half = text.length() / 2;
        return text.substring(0, half) + "\n" + text.substring(half + 1);
    }

    private void field(String label, String value) {
        lines(("  " + label + " ".repeat(LABEL)).substring(0, LABEL), LABEL, value);
    }

    private void lines(String first, int margin, String text) {
        String begin = first.isEmpty() ? " ".repeat(margin) : first;
        Wrapping.hanging(begin, margin, text, screen.width()).forEach(results::say);
    }
}
