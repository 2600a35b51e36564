package io.github.catamail.testing;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;

/** Lets a server present certificates as they stand, which key stores do not where they are no chain. */
final class FixedChain extends X509ExtendedKeyManager {
    private static final String ALIAS = "fixed";

    private final PrivateKey key;
    private final X509Certificate[] certificates;

    FixedChain(PrivateKey key, List<X509Certificate> certificates) {
        this.key = key;
        this.certificates = certificates.toArray(X509Certificate[]::new);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return keyType.equals(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return certificates.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
