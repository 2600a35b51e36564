package io.github.catamail.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.UUID;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** The JVM's key managers, for a client certificate of ours. */
final class KeyManagers {
    private KeyManagers() {}

    /** Returns key managers that present this certificate to servers that ask for one of its kind and issuer. */
    static KeyManager[] of(KeyMaterial material) throws GeneralSecurityException {
        // The store lives in memory, and only because there is no other way in: its password protects nothing.
        char[] password = UUID.randomUUID().toString().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, password);
        } catch (IOException impossible) {
            throw new KeyStoreException("an empty key store cannot be made", impossible);
        }
        store.setKeyEntry("client", material.key(), password, material.chain().toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }
}
