package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server presents, and what to make of it.
 *
 * @param request what was asked
 * @param report the steps and the findings
 * @param certificates those that the server sent, in its order; empty if none could be had
 * @param trusted whether this JVM trusts the chain already, so that no trust store is needed
 * @param recommendation the certificate to trust, or null if there is none or none is needed
 * @param serverName the name to ask for in TLS instead of the host, or null if the certificate is for the host
 * @param security how TLS began, or null if it did not
 * @param protocol what the server speaks, or null if that is not known
 */
public record FetchedChain(
        CertificateRequest request,
        Report report,
        List<PresentedCertificate> certificates,
        boolean trusted,
        @Nullable Recommendation recommendation,
        @Nullable String serverName,
        @Nullable ConnectionSecurity security,
        @Nullable MailProtocol protocol) {
    /** Copies the list. */
    public FetchedChain {
        certificates = List.copyOf(certificates);
    }
}
