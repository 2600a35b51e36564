package io.github.catamail.tls;

import io.github.catamail.config.Problems;
import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.TlsSettings;
import io.github.catamail.config.Topic;
import io.github.catamail.config.TruststoreMode;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the settings trust.
 *
 * @param certificates those of the configured trust store
 * @param managers the trust managers to ask, in this order; at least one
 * @param searched where they look, as the end of "unknown to"
 * @param description the trust store in a few words, or nothing
 * @param store the name of the configured trust store, or nothing
 */
record Trust(
        List<X509Certificate> certificates,
        List<X509ExtendedTrustManager> managers,
        String searched,
        String description,
        String store) {
    private static final String AUTHORITIES = "the JVM's certificate authorities";

    Trust {
        certificates = List.copyOf(certificates);
        managers = List.copyOf(managers);
    }

    /** Reads the trust store and that of the JVM, as far as they are asked for. Returns null if there was an error. */
    static @Nullable Trust load(TlsSettings settings, Problems problems, Clock clock) {
        if (settings.trustAnyCertificate()) {
            return new Trust(List.of(), List.of(new AnyServer()), "nothing", "certificates are not checked", "");
        }
        StoreSettings store = settings.truststore();
        try {
            if (store == null) {
                X509ExtendedTrustManager jvm = TrustManagers.ofJvm();
                if (jvm.getAcceptedIssuers().length == 0) {
                    problems.error(
                            Topic.TLS_FILE,
                            "The JVM trusts no certificate authority" + jvmTrustStore()
                                    + ": set 'truststoreFile', or repair the JVM's own trust store");
                    return null;
                }
                return new Trust(List.of(), List.of(jvm), AUTHORITIES, "", "");
            }
            List<X509Certificate> certificates = TrustedCertificates.read(StoreFile.read(store));
            CertificateDates.check(store, certificates, problems, clock);
            String name = "trust store " + store.written();
            if (settings.truststoreMode() == TruststoreMode.REPLACE) {
                return new Trust(certificates, List.of(TrustManagers.of(certificates)), name, name, name);
            }
            List<X509ExtendedTrustManager> managers = new ArrayList<>(List.of(TrustManagers.of(certificates)));
            X509ExtendedTrustManager jvm = TrustManagers.ofJvm();
            // JSSE's own manager breaks down at the first server if it has no authority at all.
            if (jvm.getAcceptedIssuers().length > 0) {
                managers.add(jvm);
            } else {
                problems.warning(
                        Topic.TLS_FILE,
                        "The JVM trusts no certificate authority" + jvmTrustStore() + ", so that only '"
                                + store.attribute() + "' counts");
            }
            return new Trust(
                    certificates, managers, name + " and to " + AUTHORITIES, name + " and " + AUTHORITIES, name);
        } catch (TlsFileException unusable) {
            problems.error(Topic.TLS_FILE, String.valueOf(unusable.getMessage()));
        } catch (GeneralSecurityException unusable) {
            problems.error(
                    Topic.TLS_FILE,
                    "The JVM's own trust store cannot be used" + jvmTrustStore() + ": " + unusable.getMessage());
        }
        return null;
    }

    /** Returns whom a chain goes back to and where that stands, or null. */
    @Nullable String anchor(List<X509Certificate> presented) {
        List<X509Certificate> path = CertificateChain.from(presented.get(0), presented);
        List<X509Certificate> known = Stream.concat(
                        certificates.stream(),
                        managers.stream().flatMap(manager -> Stream.of(manager.getAcceptedIssuers())))
                .toList();
        for (X509Certificate certificate : path) {
            for (X509Certificate authority : known) {
                if (authority.equals(certificate) || CertificateChain.isSignedBy(certificate, authority)) {
                    return CertificateSummary.printable(authority.getSubjectX500Principal()) + " in "
                            + (certificates.contains(authority) ? store : AUTHORITIES);
                }
            }
        }
        return null;
    }

    private static String jvmTrustStore() {
        String file = System.getProperty("javax.net.ssl.trustStore");
        return file == null ? "" : " (javax.net.ssl.trustStore is \"" + file + "\")";
    }
}
