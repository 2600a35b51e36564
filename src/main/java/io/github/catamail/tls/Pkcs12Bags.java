package io.github.catamail.tls;

import io.github.catamail.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a PKCS #12 file (RFC 7292) as it stands, for what the JVM's key store does not show or open: certificates
 * that neither belong to a key nor have Java's own mark of trust, keys that are not encrypted, and files whose password
 * has characters outside ASCII. The checksum is not looked at.
 */
final class Pkcs12Bags {
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    private static final String BAG = "1.2.840.113549.1.12.10.1.";
    private static final String X509 = "1.2.840.113549.1.9.22.1";
    private static final String FRIENDLY_NAME = "1.2.840.113549.1.9.20";

    private final @Nullable Secret password;
    private final List<X509Certificate> certificates = new ArrayList<>();
    private final Map<String, PrivateKey> keys = new LinkedHashMap<>();
    private boolean encryptedCertificates;
    private boolean encryptedKeys;

    private Pkcs12Bags(@Nullable Secret password) {
        this.password = password;
    }

    /** Reads what can be read without a password. */
    static Pkcs12Bags readClear(byte[] bytes) throws IOException, GeneralSecurityException {
        return new Pkcs12Bags(null).readFile(bytes);
    }

    /**
     * Reads everything.
     *
     * @throws javax.crypto.BadPaddingException if the password is wrong
     */
    static Pkcs12Bags read(byte[] bytes, Secret password) throws IOException, GeneralSecurityException {
        return new Pkcs12Bags(password).readFile(bytes);
    }

    List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /** Returns the keys by alias. */
    Map<String, PrivateKey> keys() {
        return keys;
    }

    /** Returns whether there are bags, mostly of certificates, that are encrypted as a whole. */
    boolean hasEncryptedCertificates() {
        return encryptedCertificates;
    }

    /** Returns whether anything is encrypted. */
    boolean isEncrypted() {
        return encryptedCertificates || encryptedKeys;
    }

    private Pkcs12Bags readFile(byte[] bytes) throws IOException, GeneralSecurityException {
        byte[] authenticatedSafe = data(Der.parse(bytes).child(1));
        for (Der content : Der.parse(authenticatedSafe).children()) {
            switch (content.child(0).oid()) {
                case DATA -> readBags(data(content));
                case ENCRYPTED_DATA -> readEncrypted(content);
                default -> {
                    // Encrypted to a public key: nobody exports a store like that.
                }
            }
        }
        return this;
    }

    private static byte[] data(Der contentInfo) throws IOException {
        return contentInfo.child(1).child(0).content();
    }

    private void readEncrypted(Der contentInfo) throws IOException, GeneralSecurityException {
        encryptedCertificates = true;
        if (password != null) {
            Der encrypted = contentInfo.child(1).child(0).child(1);
            readBags(PasswordEncryption.of(
                            encrypted.child(1).encoded(), encrypted.child(2).content())
                    .decrypt(password));
        }
    }

    private void readBags(byte[] safeContents) throws IOException, GeneralSecurityException {
        for (Der bag : Der.parse(safeContents).children()) {
            String id = bag.child(0).oid();
            Der value = bag.child(1).child(0);
            switch (id) {
                case BAG + "1" -> keys.put(alias(bag), Pkcs8.read(value.encoded()));
                case BAG + "2" -> {
                    encryptedKeys = true;
                    if (password != null) {
                        keys.put(
                                alias(bag),
                                Pkcs8.read(
                                        PasswordEncryption.of(value.encoded()).decrypt(password)));
                    }
                }
                case BAG + "3" -> {
                    if (value.child(0).oid().equals(X509)) {
                        certificates.add(
                                CertificateReader.one(value.child(1).child(0).content()));
                    }
                }
                case BAG + "6" -> readBags(value.encoded());
                default -> {
                    // Revocation lists and secrets are of no use for TLS.
                }
            }
        }
    }

    /** Returns the friendly name in lower case, or else a number, as the JVM's key store does. */
    private String alias(Der bag) throws IOException {
        List<Der> parts = bag.children();
        if (parts.size() > 2) {
            for (Der attribute : parts.get(2).children()) {
                if (attribute.child(0).oid().equals(FRIENDLY_NAME)) {
                    byte[] name = attribute.child(1).child(0).content();
                    return new String(name, StandardCharsets.UTF_16BE).toLowerCase(Locale.ROOT);
                }
            }
        }
        return String.valueOf(keys.size() + 1);
    }
}
