package io.github.catamail.tls;

/** One block of a PEM file (RFC 7468). */
final class PemBlock {
    private final String label;
    private final boolean encryptedTheOldWay;
    private final int line;
    private final byte[] der;

    PemBlock(String label, boolean encryptedTheOldWay, int line, byte[] der) {
        this.label = label;
        this.encryptedTheOldWay = encryptedTheOldWay;
        this.line = line;
        this.der = der;
    }

    /** Returns what stands behind BEGIN, such as {@code CERTIFICATE}. */
    String label() {
        return label;
    }

    /** Returns whether it has the header {@code Proc-Type: 4,ENCRYPTED} (RFC 1421). */
    boolean isEncryptedTheOldWay() {
        return encryptedTheOldWay;
    }

    /** Returns the content, which may be a key, and is never logged. Empty if it is encrypted the old way. */
    byte[] der() {
        return der;
    }

    boolean isCertificate() {
        return switch (label) {
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> true;
            default -> false;
        };
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /** Tells where it is, and nothing of its content. */
    @Override
    public String toString() {
        return "\"" + label + "\" in line " + line;
    }
}
