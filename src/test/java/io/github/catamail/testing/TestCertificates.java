package io.github.catamail.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Mints certificates, so that no fixture can expire.
 *
 * <pre>{@code
 * TestIdentity ca = TestCertificates.root("Test CA");
 * TestIdentity server = ca.issue("localhost").dns("localhost").ip("127.0.0.1").mint();
 * SSLContext mailServer = server.serverContext();
 * Path trust = ca.writeTrustPem(dir.resolve("ca.pem"));
 * }</pre>
 *
 * <p>Keys are EC P-256, which are quick to make, unless said otherwise. Certificates hold from yesterday for a year,
 * unless said otherwise.
 */
public final class TestCertificates {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final TestIdentity issuer;
    private final List<GeneralName> alternativeNames = new ArrayList<>();
    private boolean authority;
    private String keyAlgorithm = "EC";
    private int rsaBits = 2048;
    private String signatureAlgorithm;
    private String issuerUrl;
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant until = Instant.now().plus(Duration.ofDays(365));

    private TestCertificates(String name, TestIdentity issuer) {
        this.name = name;
        this.issuer = issuer;
    }

    /** Returns a new certificate authority that signed its own certificate, {@code CN=name}. */
    public static TestIdentity root(String name) {
        return selfSigned(name).authority().mint();
    }

    /** Starts a certificate that signs itself, {@code CN=name}. */
    public static TestCertificates selfSigned(String name) {
        return new TestCertificates(name, null);
    }

    static TestCertificates issuedBy(TestIdentity issuer, String name) {
        return new TestCertificates(name, issuer);
    }

    /** Adds a DNS name, such as {@code localhost} or {@code *.example.com}. */
    public TestCertificates dns(String dnsName) {
        alternativeNames.add(new GeneralName(GeneralName.dNSName, dnsName));
        return this;
    }

    /** Adds an IP address. */
    public TestCertificates ip(String address) {
        alternativeNames.add(new GeneralName(GeneralName.iPAddress, address));
        return this;
    }

    /** May issue certificates itself. */
    public TestCertificates authority() {
        authority = true;
        return this;
    }

    /** With an RSA key of 2048 bits. */
    public TestCertificates rsa() {
        keyAlgorithm = "RSA";
        return this;
    }

    /** With an RSA key of this size. */
    public TestCertificates rsa(int bits) {
        rsaBits = bits;
        return rsa();
    }

    /** Signed in this way, such as {@code SHA1withECDSA}, which has to go with the key of the issuer. */
    public TestCertificates signedWith(String algorithm) {
        signatureAlgorithm = algorithm;
        return this;
    }

    /** Says that the certificate of its issuer can be had there (RFC 5280, section 4.2.2.1). */
    public TestCertificates issuerUrl(String url) {
        issuerUrl = url;
        return this;
    }

    /** With an Ed25519 key. */
    public TestCertificates ed25519() {
        keyAlgorithm = "Ed25519";
        return this;
    }

    public TestCertificates validFrom(Instant start) {
        from = start;
        return this;
    }

    public TestCertificates validUntil(Instant end) {
        until = end;
        return this;
    }

    /** Ended yesterday. */
    public TestCertificates expired() {
        return validFrom(Instant.now().minus(Duration.ofDays(30)))
                .validUntil(Instant.now().minus(Duration.ofDays(1)));
    }

    /** Begins tomorrow. */
    public TestCertificates notYetValid() {
        return validFrom(Instant.now().plus(Duration.ofDays(1)))
                .validUntil(Instant.now().plus(Duration.ofDays(30)));
    }

    /** Makes key and certificate. */
    public TestIdentity mint() {
        try {
            KeyPair keys = keyPair();
            X500Name subject = new X500Name("CN=" + name);
            X500Name signer = issuer == null
                    ? subject
                    : X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded());
            var builder = new JcaX509v3CertificateBuilder(
                    signer,
                    new BigInteger(63, RANDOM).add(BigInteger.ONE),
                    Date.from(from),
                    Date.from(until),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (authority) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            }
            if (!alternativeNames.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(alternativeNames.toArray(GeneralName[]::new)));
            }
            if (issuerUrl != null) {
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_caIssuers,
                                new GeneralName(GeneralName.uniformResourceIdentifier, issuerUrl)));
            }
            var signingKey = issuer == null ? keys.getPrivate() : issuer.key();
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(
                                    signatureAlgorithm != null
                                            ? signatureAlgorithm
                                            : signatureAlgorithm(signingKey.getAlgorithm()))
                            .build(signingKey)));
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            if (issuer != null) {
                chain.addAll(issuer.chain());
            }
            return new TestIdentity(keys.getPrivate(), chain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError("cannot mint " + name, e);
        }
    }

    private KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
        switch (keyAlgorithm) {
            case "EC" -> generator.initialize(256);
            case "RSA" -> generator.initialize(rsaBits);
            default -> {}
        }
        return generator.generateKeyPair();
    }

    private static String signatureAlgorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }
}
