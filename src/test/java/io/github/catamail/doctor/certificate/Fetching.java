package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Step;
import io.github.catamail.smtp.NameService;
import io.github.catamail.time.SystemClock;
import io.github.catamail.time.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** What the tests of this package do: they look at servers on this machine. */
final class Fetching {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Fetching() {}

    /** Looks at every name on the loopback interface, and knows no usual ports but these. */
    static CertificateFetcher fetcher(Integer... usualPorts) {
        return new CertificateFetcher(
                Ticker.system(),
                SystemClock.utc(),
                new NameService(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, Ticker.system()),
                new UsualPorts(request -> List.of(usualPorts)));
    }

    /** A request that leaves everything to be found out. */
    static CertificateRequest to(int port) {
        return CertificateRequest.to("localhost:" + port).within(PATIENCE, PATIENCE);
    }

    static FetchedChain starttls(int port) {
        return fetcher().fetch(to(port).secured(ConnectionSecurity.STARTTLS));
    }

    static FetchedChain implicit(int port) {
        return fetcher().fetch(to(port).secured(ConnectionSecurity.IMPLICIT_TLS));
    }

    /** Returns the only finding in one line, as messages of Catamail are. */
    static String only(FetchedChain chain) {
        List<Finding> findings = chain.report().findings();
        if (findings.size() != 1) {
            throw new AssertionError("not one finding but " + findings);
        }
        return text(findings.get(0)).replace(":" + chain.request().port(), ":PORT");
    }

    static String text(Finding finding) {
        return finding.severity() + " " + finding.where() + ": " + finding.what()
                + (finding.cure().isEmpty() ? "" : ". " + finding.cure()) + " " + finding.topic();
    }

    /** Returns all that a chain has to tell as text, without what differs from run to run. */
    static String golden(FetchedChain chain) {
        StringBuilder text = new StringBuilder();
        for (Step step : chain.report().steps()) {
            text.append(step.outcome()).append(' ').append(step.name()).append('\n');
            step.details().forEach(detail -> text.append("    ").append(detail).append('\n'));
        }
        text.append('\n').append(substance(chain));
        return text.toString()
                .replace(":" + chain.request().port(), ":PORT")
                .replaceAll("(TLSv1\\.\\d), \\w+", "$1, SUITE")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE")
                .replaceAll("([0-9A-F]{2}:){31}[0-9A-F]{2}", "FINGERPRINT");
    }

    /** Returns what does not depend on the way to the server. */
    static String substance(FetchedChain chain) {
        StringBuilder text = new StringBuilder();
        chain.report().findings().forEach(finding -> text.append(text(finding)).append('\n'));
        for (PresentedCertificate certificate : chain.certificates()) {
            text.append("\ncertificate ")
                    .append(certificate.number())
                    .append(' ')
                    .append(certificate.role())
                    .append(": ")
                    .append(certificate.summary().subject())
                    .append(" by ")
                    .append(certificate.summary().issuer())
                    .append(" for ")
                    .append(certificate.summary().names())
                    .append("\n    ")
                    .append(certificate.key())
                    .append("; ")
                    .append(certificate.signature())
                    .append("; ")
                    .append(certificate.issuerUrls());
        }
        Recommendation recommendation = chain.recommendation();
        text.append("\n\ntrusted by the JVM: ").append(chain.trusted()).append('\n');
        if (recommendation != null) {
            text.append("recommended: certificate ")
                    .append(recommendation.certificate().number())
                    .append(recommendation.works() ? ", works\n" : ", does not work\n")
                    .append(recommendation.reason())
                    .append('\n')
                    .append(recommendation.consequence())
                    .append('\n');
        }
        text.append("server name: ").append(chain.serverName()).append('\n');
        return text.toString().replace(":" + chain.request().port(), ":PORT");
    }
}
