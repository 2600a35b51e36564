package io.github.catamail.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The JVM's trust managers, for certificates of ours or for its own. */
final class TrustManagers {
    private TrustManagers() {}

    /** Returns a trust manager for these certificates alone. */
    static X509ExtendedTrustManager of(List<X509Certificate> certificates) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new KeyStoreException("an empty key store cannot be made", impossible);
        }
        int number = 0;
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        return of(store);
    }

    /**
     * Returns the trust manager that the JVM would use, as {@code javax.net.ssl.trustStore} and its like say.
     *
     * @throws GeneralSecurityException if the JVM's trust store cannot be read
     */
    static X509ExtendedTrustManager ofJvm() throws GeneralSecurityException {
        return of((KeyStore) null);
    }

    private static X509ExtendedTrustManager of(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new KeyStoreException("the JVM has no trust manager that checks the names of servers");
    }
}
