package io.github.catamail.config;

/** The format of a trust or key store. */
public enum StoreType {
    /** PKCS #12, RFC 7292: {@code .p12}, {@code .pfx}. */
    PKCS12,
    /** The JDK's own format: {@code .jks}. */
    JKS,
    /** Certificates and keys in text form, RFC 7468: {@code .pem}, {@code .crt}, {@code .cer}, {@code .key}. */
    PEM
}
