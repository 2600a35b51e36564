package io.github.catamail.doctor.certificate;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * How strong the key of a certificate is.
 *
 * @param text such as {@code RSA, 2048 bits}
 * @param isWeak whether it is less than 112 bits of security (NIST SP 800-57, part 1), or of a kind that TLS has given up
 */
record KeyStrength(String text, boolean isWeak) {
    private static final int SHORTEST_RSA = 2048;
    private static final int SHORTEST_EC = 224;

    static KeyStrength of(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return new KeyStrength("RSA, " + bits + " bits", bits < SHORTEST_RSA);
        } else if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getOrder().bitLength();
            return new KeyStrength("EC, " + bits + " bits", bits < SHORTEST_EC);
        } else if (key instanceof DSAPublicKey) {
            return new KeyStrength("DSA", true);
        }
        return new KeyStrength(key.getAlgorithm(), false);
    }

    /** Returns whether a signature rests on a hash of which two texts with the same value can be made. */
    static boolean isWeakSignature(X509Certificate certificate) {
        return certificate.getSigAlgName().toUpperCase(java.util.Locale.ROOT).matches("(MD2|MD5|SHA-?1)WITH.*");
    }
}
