package io.github.catamail.tls;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a trust store, whatever its format. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** Returns all certificates of the file, each once; there is at least one. */
    static List<X509Certificate> read(StoreFile file) throws TlsFileException {
        try {
            List<X509Certificate> found = switch (file.format()) {
                case PKCS12, JKS -> ofStore(file);
                case PEM -> ofPem(file);
                case DER_CERTIFICATE -> List.of(CertificateReader.one(file.bytes()));
                default -> CertificateReader.bundle(file.bytes());
            };
            if (found.isEmpty()) {
                throw none(file, "holds no certificate");
            }
            return found.stream().distinct().toList();
        } catch (CertificateException broken) {
            throw file.damaged(broken);
        }
    }

    private static List<X509Certificate> ofStore(StoreFile file) throws TlsFileException {
        if (OpenedStore.isBeyondJvm(file)) {
            return OpenedStore.bags(file, file.settings().password()).certificates();
        }
        OpenedStore store = OpenedStore.open(file);
        List<X509Certificate> found = store.certificates();
        // OpenSSL does not set the mark without which the JVM shows no certificate.
        return found.isEmpty() && file.format() == StoreFormat.PKCS12
                ? store.bags().certificates()
                : found;
    }

    private static List<X509Certificate> ofPem(StoreFile file) throws TlsFileException, CertificateException {
        List<PemBlock> blocks = blocks(file);
        List<X509Certificate> found = certificates(file, blocks);
        if (found.isEmpty()) {
            throw none(file, "holds no certificate" + instead(blocks));
        }
        return found;
    }

    static List<PemBlock> blocks(StoreFile file) throws TlsFileException {
        try {
            return PemText.parse(file.bytes());
        } catch (IOException broken) {
            throw file.damaged(broken);
        }
    }

    static List<X509Certificate> certificates(StoreFile file, List<PemBlock> blocks) throws TlsFileException {
        List<X509Certificate> found = new ArrayList<>();
        for (PemBlock block : blocks) {
            try {
                if (block.isCertificate()) {
                    found.add(CertificateReader.one(block.der()));
                } else if (block.label().equals("PKCS7")) {
                    found.addAll(CertificateReader.bundle(block.der()));
                }
            } catch (CertificateException broken) {
                throw file.problem(
                        "is damaged: the block " + block + " is no certificate (" + broken.getMessage() + ")", broken);
            }
        }
        return found;
    }

    /** Returns what a file without certificates has instead, as the end of a sentence. */
    static String instead(List<PemBlock> blocks) {
        for (PemBlock block : blocks) {
            if (block.label().endsWith("CERTIFICATE REQUEST")) {
                return " but a certificate request: that is what one sends to an authority, which answers with the"
                        + " certificate";
            }
        }
        for (PemBlock block : blocks) {
            if (block.label().endsWith("PUBLIC KEY")) {
                return " but a bare public key";
            }
        }
        for (PemBlock block : blocks) {
            if (block.isPrivateKey()) {
                return " but a private key";
            }
        }
        return blocks.isEmpty() ? "" : " but " + blocks.get(0);
    }

    private static TlsFileException none(StoreFile file, String what) {
        return file.problem(
                file.format() == StoreFormat.PKCS12 || file.format() == StoreFormat.JKS
                        ? what
                                + ": add that of the authority with \"keytool -importcert -alias ca -file ca.pem -keystore "
                                + file.settings().written() + "\""
                        : what + ": name a file with the certificate of the authority");
    }
}
