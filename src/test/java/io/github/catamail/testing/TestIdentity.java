package io.github.catamail.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * A private key with its certificate and those of its issuers, and every file format that they come in.
 *
 * @param key the private key
 * @param chain the certificate, then its issuer's and so on, the root at the end
 */
public record TestIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** The alias of the entry in the stores that {@code write...} makes. */
    public static final String ALIAS = "test";

    public TestIdentity {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Starts a certificate that this one signs, {@code CN=name}. */
    public TestCertificates issue(String name) {
        return TestCertificates.issuedBy(this, name);
    }

    /** Returns an authority that this one vouches for. */
    public TestIdentity intermediate(String name) {
        return issue(name).authority().mint();
    }

    /** Returns the same key with a chain that lacks the root, as servers present it. */
    public TestIdentity withoutRoot() {
        return new TestIdentity(key, chain.subList(0, chain.size() - 1));
    }

    /** Returns the same key with no certificate but its own. */
    public TestIdentity withoutIssuers() {
        return new TestIdentity(key, List.of(certificate()));
    }

    // --- PEM text

    public String certificatePem() {
        return pem(certificate());
    }

    public String chainPem() {
        return chain.stream().map(TestIdentity::pem).collect(Collectors.joining());
    }

    /** PKCS #8: {@code PRIVATE KEY}. */
    public String keyPem() {
        return generate(writer -> writer.writeObject(new JcaPKCS8Generator(key, null)));
    }

    /** PKCS #1 or SEC 1: {@code RSA PRIVATE KEY}, {@code EC PRIVATE KEY}. */
    public String traditionalKeyPem() {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        return generate(writer -> {
            if (key instanceof java.security.interfaces.ECPrivateKey ec) {
                // With the name of the curve, as OpenSSL writes it and the JVM does not.
                var sec1 = new ECPrivateKey(
                        ec.getParams().getOrder().bitLength(),
                        ec.getS(),
                        info.getPrivateKeyAlgorithm().getParameters());
                writer.writeObject(new PemObject("EC PRIVATE KEY", sec1.getEncoded()));
            } else {
                writer.writeObject(new JcaMiscPEMGenerator(key));
            }
        });
    }

    /** {@code ENCRYPTED PRIVATE KEY}, PBES2 with AES-256. */
    public String encryptedKeyPem(String password) {
        try {
            OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPassword(password.toCharArray())
                    .build();
            return generate(writer -> writer.writeObject(new JcaPKCS8Generator(key, encryptor)));
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    /** The old encryption of OpenSSL: {@code Proc-Type: 4,ENCRYPTED}. */
    public String oldEncryptedKeyPem(String password) {
        var encryptor = new JcePEMEncryptorBuilder("AES-128-CBC")
                .setProvider(new BouncyCastleProvider())
                .build(password.toCharArray());
        return generate(writer -> writer.writeObject(new JcaMiscPEMGenerator(key, encryptor)));
    }

    // --- files

    /** Writes the certificate alone, for a PEM trust store. */
    public Path writeTrustPem(Path file) {
        return write(file, certificatePem());
    }

    /** Writes key and chain, for a PEM key store. */
    public Path writePem(Path file) {
        return write(file, keyPem() + chainPem());
    }

    public Path writeTrustPkcs12(Path file, String password) {
        return write(file, password, trustStore("PKCS12"));
    }

    public Path writeTrustJks(Path file, String password) {
        return write(file, password, trustStore("JKS"));
    }

    /** Writes key and chain under {@link #ALIAS}; the key has the same password. */
    public Path writePkcs12(Path file, String password) {
        return write(file, password, keyStore("PKCS12", password));
    }

    /** Writes key and chain under {@link #ALIAS}; the key has the same password. */
    public Path writeJks(Path file, String password) {
        return write(file, password, keyStore("JKS", password));
    }

    public static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path write(Path file, String password, KeyStore store) {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password == null ? null : password.toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a store with the certificate as a trusted one. */
    public KeyStore trustStore(String type) {
        try {
            KeyStore store = emptyStore(type);
            store.setCertificateEntry(ALIAS, certificate());
            return store;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a store with key and chain. */
    public KeyStore keyStore(String type, String keyPassword) {
        try {
            KeyStore store = emptyStore(type);
            store.setKeyEntry(ALIAS, key, keyPassword.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static KeyStore emptyStore(String type) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    // --- servers

    /** Returns the context of a TLS server that presents this identity. */
    public SSLContext serverContext() {
        return context(null);
    }

    /** Returns the context of a TLS server that presents this identity and knows clients of {@code authority}. */
    public SSLContext serverContext(TestIdentity authority) {
        return context(authority.trustStore("PKCS12"));
    }

    /** Returns the context of a TLS server that has this key, and presents exactly these certificates, in this order. */
    public SSLContext serverContextSending(List<X509Certificate> certificates) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new FixedChain(key, certificates)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private SSLContext context(KeyStore clients) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore("PKCS12", "changeit"), "changeit".toCharArray());
            TrustManager[] trust = null;
            if (clients != null) {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(clients);
                trust = factory.getTrustManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(X509Certificate certificate) {
        return generate(writer -> writer.writeObject(certificate));
    }

    private static String generate(PemBody body) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            body.writeTo(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface PemBody {
        void writeTo(JcaPEMWriter writer) throws IOException;
    }
}
