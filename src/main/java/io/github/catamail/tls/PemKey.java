package io.github.catamail.tls;

import io.github.catamail.secret.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import javax.crypto.BadPaddingException;

/** A private key out of a block of a PEM file. */
final class PemKey {
    private PemKey() {}

    static PrivateKey read(StoreFile file, PemBlock block) throws TlsFileException {
        String name = file.settings().written();
        if (block.isEncryptedTheOldWay()) {
            throw file.problem("has a key that is encrypted in OpenSSL's old way (Proc-Type: 4,ENCRYPTED), which is too"
                    + " weak: convert it with \"openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + name
                    + " -out new.pem\" and put it in place of the old one");
        }
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> Pkcs8.read(block.der());
                case "RSA PRIVATE KEY" -> Pkcs8.read(Pkcs8.ofPkcs1(block.der()));
                case "EC PRIVATE KEY" -> Pkcs8.read(Pkcs8.ofSec1(block.der()));
                case "ENCRYPTED PRIVATE KEY" -> Pkcs8.read(decrypt(file, block.der()));
                case "OPENSSH PRIVATE KEY" ->
                    throw file.problem(
                            "has a key in OpenSSH's own format: convert a copy of it with \"ssh-keygen -p -m PKCS8 -f COPY\"");
                default -> throw file.problem("has a key of a kind that TLS does not use: " + block);
            };
        } catch (IOException | GeneralSecurityException unknown) {
            throw file.problem(
                    "has a private key that cannot be read, " + block + ": " + unknown.getMessage(), unknown);
        }
    }

    private static byte[] decrypt(StoreFile file, byte[] der) throws TlsFileException {
        Secret password = file.settings().password();
        PasswordEncryption encryption;
        try {
            encryption = PasswordEncryption.of(der);
        } catch (IOException | GeneralSecurityException unknown) {
            throw unreadableEncryption(file, unknown);
        }
        if (password == null) {
            throw file.passwordMissing(null);
        }
        try {
            return encryption.decrypt(password);
        } catch (BadPaddingException | InvalidKeyException wrong) {
            throw file.wrongPassword(wrong);
        } catch (GeneralSecurityException unknown) {
            throw unreadableEncryption(file, unknown);
        }
    }

    private static TlsFileException unreadableEncryption(StoreFile file, Exception cause) {
        return file.problem(
                "has a key that is encrypted in a way that this JVM does not read (" + cause.getMessage()
                        + "): convert it with \"openssl pkcs8 -topk8 -v2 aes-256-cbc -in "
                        + file.settings().written() + " -out new.pem\" and put it in place of the old one",
                cause);
    }
}
