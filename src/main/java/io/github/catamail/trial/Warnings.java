package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.tls.TlsContext;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an administrator should know of a server, though mail can be sent. */
final class Warnings {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final long SOON_DAYS = 30;
    private static final Set<String> OLD = Set.of("SSLV3", "TLSV1", "TLSV1.1");

    private final MailSettings settings;
    private final Endpoint endpoint;
    private final TlsContext tls;
    private final TlsDetails dates;
    private final Facts facts;
    private final List<Finding> findings = new ArrayList<>();

    Warnings(MailSettings settings, Endpoint endpoint, TlsContext tls, TlsDetails dates, Facts facts) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.tls = tls;
        this.dates = dates;
        this.facts = facts;
    }

    List<Finding> find() {
        names();
        addresses();
        if (facts.tls == null) {
            inClear();
        } else {
            protection();
            certificates();
        }
        return List.copyOf(findings);
    }

    private void names() {
        if (facts.lookUp.compareTo(SLOW) > 0) {
            add(
                    Topic.SLOW_NAME_SERVICE,
                    "it took " + Words.of(facts.lookUp) + " to look up the address of \"" + endpoint.host() + "\"",
                    "Look after the name service of this machine (/etc/resolv.conf): one of its servers may be dead");
        }
        if (facts.ownLookUp.compareTo(SLOW) > 0) {
            add(
                    Topic.SLOW_NAME_SERVICE,
                    "it took " + Words.of(facts.ownLookUp) + " to find out the name of this machine",
                    "Set 'heloName' to its full host name, or have that name known to the name service");
        }
        String name = facts.heloName.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.startsWith("localhost.")) {
            add(
                    Topic.HELO_REFUSED,
                    "this machine introduces itself as \"" + facts.heloName + "\", which many servers refuse",
                    "Set 'heloName' to its full host name");
        }
    }

    private void addresses() {
        if (!facts.dead.isEmpty() && facts.address != null) {
            add(
                    Topic.CONNECT_FAILED,
                    "of the addresses of \"" + endpoint.host() + "\", " + String.join(", ", facts.dead)
                            + (facts.dead.size() == 1 ? " does" : " do") + " not answer on port " + endpoint.port()
                            + ", and " + facts.address.getHostAddress() + " does",
                    "Have the dead ones taken out of DNS: each new connection tries them first, for up to"
                            + " 'connectTimeout'");
        }
    }

    private void inClear() {
        InetAddress address = facts.address;
        // With any other security nothing goes in clear: where TLS is required, neither a login nor a message is tried
        // without it; where it is taken if offered, there is no login that leaves the machine.
        if (endpoint.security() != ConnectionSecurity.NONE
                || address == null
                || address.isLoopbackAddress()
                || facts.heloName.isEmpty()) {
            return;
        }
        if (settings.authentication().credentials() != null) {
            add(
                    Topic.CLEAR_CREDENTIALS,
                    "user and password go to " + endpoint.address() + " in clear",
                    facts.offersStarttls()
                            ? "The server offers STARTTLS: set tls=\"starttls\""
                            : "Use a port with TLS, such as 465 or 587");
        } else if (facts.offersStarttls()) {
            add(
                    Topic.STARTTLS_UNUSED,
                    "mail goes to " + endpoint.address() + " in clear, and the server offers STARTTLS",
                    "Set tls=\"starttls\"");
        }
    }

    private void protection() {
        if (facts.tls != null && OLD.contains(facts.tls.getProtocol().toUpperCase(Locale.ROOT))) {
            add(
                    Topic.TLS_VERSION,
                    "the server speaks " + facts.tls.getProtocol() + ", which is no longer thought safe",
                    "Have the server updated, and remove 'tlsProtocols' if it is set");
        }
        if (settings.tls().trustAnyCertificate()) {
            add(
                    Topic.UNTRUSTED_CERTIFICATE,
                    "whether the certificate of the server can be trusted is not checked ('mail.smtp.ssl.trust'): anybody"
                            + " in between can read the mail, and the password",
                    "Name its authority with 'truststoreFile' instead");
        } else if (!settings.tls().verifyHostname()) {
            add(
                    Topic.HOSTNAME_CHECK_OFF,
                    "whether the certificate is for \"" + endpoint.host()
                            + "\" is not checked: anybody with a certificate"
                            + " of the same authorities can take the server's place",
                    "Remove tlsVerifyHostname=\"false\", and name the server as its certificate does ('host',"
                            + " 'tlsServerName')");
        }
    }

    private void certificates() {
        boolean first = true;
        for (X509Certificate certificate :
                facts.tls == null ? List.<X509Certificate>of() : TlsDetails.chain(facts.tls)) {
            ends(
                    first ? "the certificate of the server" : "the certificate of its issuer",
                    CertificateSummary.of(certificate),
                    "Have it renewed on the server: after that day no mail gets through");
            first = false;
        }
        if (!tls.own().isEmpty()) {
            ends(
                    "the client certificate in 'keystoreFile'",
                    tls.own().get(0),
                    "Order a new one, exchange the file and restart Tomcat");
        }
    }

    private void ends(String whose, CertificateSummary certificate, String cure) {
        long days = dates.daysUntil(certificate.notAfter());
        if (days < SOON_DAYS) {
            String date = TlsDetails.date(certificate.notAfter());
            add(
                    Topic.CERTIFICATE_DATES,
                    whose + ", " + certificate.subject() + ", "
                            + (days < 0
                                    ? "expired on " + date
                                    : "ends on " + date + ", in " + days + (days == 1 ? " day" : " days")),
                    cure);
        }
    }

    private void add(Topic topic, String what, String cure) {
        findings.add(new Finding(Severity.WARNING, topic, settings.resource(), what, cure));
    }
}
