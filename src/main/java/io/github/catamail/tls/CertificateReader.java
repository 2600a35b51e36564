package io.github.catamail.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** X.509 certificates out of their binary form. */
final class CertificateReader {
    private CertificateReader() {}

    /** Reads one certificate; what OpenSSL's {@code TRUSTED CERTIFICATE} has behind it is left alone. */
    static X509Certificate one(byte[] der) throws CertificateException {
        return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
    }

    /** Reads the certificates of a PKCS #7 bundle. */
    static List<X509Certificate> bundle(byte[] pkcs7) throws CertificateException {
        return factory().generateCertificates(new ByteArrayInputStream(pkcs7)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
