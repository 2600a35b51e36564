package io.github.catamail.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Private keys in the form of PKCS #8 (RFC 5958), and older forms brought into it. */
final class Pkcs8 {
    private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
    /** {@code rsaEncryption} (RFC 8017) and its parameters, NULL. */
    private static final byte[] RSA_ENCRYPTION = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    /** {@code id-ecPublicKey} (RFC 5480). */
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private Pkcs8() {}

    /**
     * Reads a key.
     *
     * @throws IOException if it is not PKCS #8
     * @throws GeneralSecurityException if the JVM does not know the kind of key
     */
    static PrivateKey read(byte[] der) throws IOException, GeneralSecurityException {
        String oid = Der.parse(der).child(1).child(0).oid();
        String algorithm = switch (oid) {
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.113549.1.1.10" -> "RSASSA-PSS";
            case "1.2.840.10045.2.1" -> "EC";
            case "1.3.101.112" -> "Ed25519";
            case "1.3.101.113" -> "Ed448";
            default -> throw new NoSuchAlgorithmException("no key for TLS has the algorithm " + oid);
        };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** Wraps an RSA key of PKCS #1 (RFC 8017 appendix A.1.2). */
    static byte[] ofPkcs1(byte[] der) {
        return Der.encode(Der.SEQUENCE, VERSION_0, RSA_ENCRYPTION, Der.encode(Der.OCTET_STRING, der));
    }

    /** Wraps an EC key of SEC 1 (RFC 5915), which must name its curve. */
    static byte[] ofSec1(byte[] der) throws IOException {
        List<Der> parts = Der.parse(der).children();
        for (Der part : parts) {
            if (part.isTagged(0)) {
                byte[] algorithm = Der.encode(Der.SEQUENCE, EC_PUBLIC_KEY, part.content());
                return Der.encode(Der.SEQUENCE, VERSION_0, algorithm, Der.encode(Der.OCTET_STRING, der));
            }
        }
        throw new IOException("the EC key does not name its curve");
    }
}
