package io.github.catamail.tls;

import io.github.catamail.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;

/** A PKCS12 or JKS file, opened by the JVM's key store. */
final class OpenedStore {
    private final StoreFile file;
    private final KeyStore store;
    private final @Nullable Secret password;

    private OpenedStore(StoreFile file, KeyStore store, @Nullable Secret password) {
        this.file = file;
        this.store = store;
        this.password = password;
    }

    /** Returns whether the JVM's key store does not take the password, and {@link Pkcs12Bags} must do. */
    static boolean isBeyondJvm(StoreFile file) {
        Secret password = file.settings().password();
        return file.format() == StoreFormat.PKCS12
                && password != null
                && !StandardCharsets.US_ASCII.newEncoder().canEncode(password.reveal());
    }

    static OpenedStore open(StoreFile file) throws TlsFileException {
        try {
            return file.format() == StoreFormat.PKCS12 ? openPkcs12(file) : openJks(file);
        } catch (GeneralSecurityException unknown) {
            throw file.problem("is of a kind that this JVM does not read: " + unknown.getMessage(), unknown);
        }
    }

    /** Reads a PKCS12 file without the JVM's key store. */
    static Pkcs12Bags bags(StoreFile file, @Nullable Secret password) throws TlsFileException {
        try {
            return password == null ? Pkcs12Bags.readClear(file.bytes()) : Pkcs12Bags.read(file.bytes(), password);
        } catch (BadPaddingException wrong) {
            throw file.wrongPassword(wrong);
        } catch (GeneralSecurityException unknown) {
            throw file.problem(
                    "is encrypted in a way that this JVM does not read (" + unknown.getMessage()
                            + "): export it anew, or choose a password of ASCII characters",
                    unknown);
        } catch (IOException broken) {
            throw file.damaged(broken);
        }
    }

    /** Returns the bags of this very file, for what the JVM's key store does not show. */
    Pkcs12Bags bags() throws TlsFileException {
        return bags(file, password);
    }

    /** Returns the certificates of all entries: trusted ones, and those of the chains of keys. */
    List<X509Certificate> certificates() throws TlsFileException {
        try {
            List<X509Certificate> found = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                found.addAll(store.isKeyEntry(alias) ? chain(alias) : x509(store.getCertificate(alias)));
            }
            return found;
        } catch (GeneralSecurityException broken) {
            throw file.damaged(broken);
        }
    }

    /** Returns the aliases of the private keys. */
    List<String> keyAliases() throws TlsFileException {
        try {
            List<String> found = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && !store.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)) {
                    found.add(alias);
                }
            }
            Collections.sort(found);
            return found;
        } catch (GeneralSecurityException broken) {
            throw file.damaged(broken);
        }
    }

    /** Returns the certificates of a key, as the file has them. */
    List<X509Certificate> chain(String alias) throws TlsFileException {
        try {
            return x509(store.getCertificateChain(alias));
        } catch (GeneralSecurityException broken) {
            throw file.damaged(broken);
        }
    }

    PrivateKey key(String alias) throws TlsFileException {
        if (password == null) {
            throw file.passwordMissing(null);
        }
        try {
            if (store.getKey(alias, password.toChars()) instanceof PrivateKey key) {
                return key;
            }
            throw file.problem("has no private key \"" + alias + "\"");
        } catch (UnrecoverableKeyException otherPassword) {
            String name = file.settings().written();
            throw file.problem(
                    "has a key \"" + alias + "\" with a password of its own, other than '" + file.passwordAttribute()
                            + "': give both the same one with \"keytool -importkeystore -srckeystore " + name
                            + " -srcalias " + alias + " -destkeystore new.p12 -deststoretype PKCS12\"",
                    otherPassword);
        } catch (GeneralSecurityException broken) {
            throw file.damaged(broken);
        }
    }

    private static OpenedStore openPkcs12(StoreFile file) throws TlsFileException, GeneralSecurityException {
        Secret password = file.settings().password();
        Pkcs12Bags clear = null;
        try {
            clear = Pkcs12Bags.readClear(file.bytes());
        } catch (IOException | GeneralSecurityException notDer) {
            // The JVM reads more than we do, such as indefinite lengths. It shall say what is wrong.
        }
        // Without a password the JVM would leave out in silence what is encrypted. Some files have the empty password.
        boolean guessed = password == null && clear != null && clear.isEncrypted();
        Secret effective = guessed ? Secret.of("") : password;
        try {
            return new OpenedStore(file, load(file, "PKCS12", effective), effective);
        } catch (IOException refused) {
            if (guessed) {
                throw file.passwordMissing(refused);
            }
            // The JVM decrypts before it compares the checksum: a wrong password fails there, if there is anything.
            boolean decrypted = clear != null
                    && clear.hasEncryptedCertificates()
                    && String.valueOf(refused.getMessage()).startsWith("Integrity check failed");
            if (decrypted) {
                throw file.problem("is damaged: its checksum is wrong", refused);
            }
            throw refused.getCause() instanceof UnrecoverableKeyException
                    ? file.wrongPassword(refused)
                    : file.damaged(refused);
        }
    }

    private static OpenedStore openJks(StoreFile file) throws TlsFileException, GeneralSecurityException {
        try {
            // Without the password the checksum is not compared, and what remains is the structure.
            load(file, "JKS", null);
        } catch (IOException broken) {
            throw file.damaged(broken);
        }
        Secret password = file.settings().password();
        try {
            return new OpenedStore(file, load(file, "JKS", password), password);
        } catch (IOException refused) {
            throw file.wrongPassword(refused);
        }
    }

    private static KeyStore load(StoreFile file, String type, @Nullable Secret password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(new ByteArrayInputStream(file.bytes()), password == null ? null : password.toChars());
        return store;
    }

    private static List<X509Certificate> x509(Certificate @Nullable ... certificates) {
        return Stream.ofNullable(certificates)
                .flatMap(Stream::of)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }
}
