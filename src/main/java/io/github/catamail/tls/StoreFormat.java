package io.github.catamail.tls;

import io.github.catamail.config.StoreType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What a file is, going by its content: people name files as they like. */
enum StoreFormat {
    PKCS12("PKCS12"),
    JKS("JKS"),
    PEM("PEM"),
    /** One certificate in binary form, as browsers and Windows export it. */
    DER_CERTIFICATE("a certificate in binary form (DER)"),
    /** A bundle of certificates, {@code .p7b}, as Windows exports it. */
    PKCS7("PKCS7"),
    JCEKS("JCEKS"),
    UNKNOWN("of an unknown format");

    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final int JCEKS_MAGIC = 0xCECECECE;
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";

    private final String label;

    StoreFormat(String label) {
        this.label = label;
    }

    /** Returns the name for messages. */
    String label() {
        return label;
    }

    /** Returns whether an administrator may call a file of this format {@code type}. */
    boolean passesAs(StoreType type) {
        return switch (type) {
            case PKCS12 -> this == PKCS12;
            case JKS -> this == JKS;
            // Whoever thinks of certificate files as PEM may well have one in binary form.
            case PEM -> this == PEM || this == DER_CERTIFICATE || this == PKCS7;
        };
    }

    static StoreFormat of(byte[] bytes) {
        if (bytes.length >= 4) {
            int magic = ByteBuffer.wrap(bytes).getInt();
            if (magic == JKS_MAGIC) {
                return JKS;
            }
            if (magic == JCEKS_MAGIC) {
                return JCEKS;
            }
        }
        if (PemText.looksLikePem(bytes)) {
            return PEM;
        }
        return bytes.length > 0 && bytes[0] == Der.SEQUENCE ? ofDer(bytes) : UNKNOWN;
    }

    private static StoreFormat ofDer(byte[] bytes) {
        // BER with an indefinite length, as some programs write PKCS #12: version 3 follows at once.
        if (bytes.length > 5 && bytes[1] == (byte) 0x80 && bytes[2] == Der.INTEGER && bytes[3] == 1 && bytes[4] == 3) {
            return PKCS12;
        }
        try {
            List<Der> parts = Der.parse(bytes).children();
            Der first = parts.get(0);
            if (first.is(Der.INTEGER) && first.content().length == 1 && first.content()[0] == 3) {
                return PKCS12;
            }
            if (first.is(Der.OBJECT_IDENTIFIER) && first.oid().equals(SIGNED_DATA)) {
                return PKCS7;
            }
            return first.is(Der.SEQUENCE) && parts.size() == 3 ? DER_CERTIFICATE : UNKNOWN;
        } catch (IOException | IndexOutOfBoundsException notDer) {
            // A PKCS #12 file that was cut short still says what it is.
            return looksLikeCutPkcs12(bytes) ? PKCS12 : UNKNOWN;
        }
    }

    private static boolean looksLikeCutPkcs12(byte[] bytes) {
        int lengthOctets = bytes.length > 1 && bytes[1] < 0 ? bytes[1] & 0x7F : 0;
        int version = 2 + lengthOctets;
        return bytes.length > version + 2
                && bytes[version] == Der.INTEGER
                && bytes[version + 1] == 1
                && bytes[version + 2] == 3;
    }
}
