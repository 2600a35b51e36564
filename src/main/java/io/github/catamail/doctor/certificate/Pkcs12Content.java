package io.github.catamail.doctor.certificate;

import io.github.catamail.config.StoreType;
import io.github.catamail.secret.Secret;
import io.github.catamail.tls.CertificateSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Certificates in a PKCS12 file (RFC 7292). The JVM's key store gives those that are trusted Oracle's attribute
 * "trusted key usage" (2.16.840.1.113894.746875.1.1), without which Java shows none of them.
 */
final class Pkcs12Content implements TrustContent {
    private static final Pattern COMMON_NAME = Pattern.compile("CN=\"?([^,\"]+)", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private final Secret password;

    Pkcs12Content(Path file, Secret password) {
        this.file = file;
        this.password = password;
    }

    @Override
    public byte[] of(X509Certificate certificate) throws TrustFileException {
        try {
            return store(load(null), certificate);
        } catch (IOException | GeneralSecurityException failure) {
            throw new TrustFileException("\"" + file + "\" cannot be made: " + failure.getMessage(), failure);
        }
    }

    @Override
    public byte[] with(X509Certificate certificate, int before) throws TrustFileException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = load(in);
            if (certificates(store) < before) {
                throw new TrustFileException("\"" + file
                        + "\" holds certificates without Java's mark of trust, as OpenSSL writes them, which would get lost."
                        + " Nothing was written: name another file");
            }
            return store(store, certificate);
        } catch (IOException | GeneralSecurityException failure) {
            throw new TrustFileException("\"" + file + "\" cannot be added to: " + failure.getMessage(), failure);
        }
    }

    @Override
    public List<String> fingerprints(Path where) throws TrustFileException {
        return TrustContent.read(where, StoreType.PKCS12, password);
    }

    private KeyStore load(@Nullable InputStream in) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(in, password.toChars());
        return store;
    }

    private byte[] store(KeyStore store, X509Certificate certificate) throws IOException, GeneralSecurityException {
        store.setCertificateEntry(freeAlias(store, certificate), certificate);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toChars());
        return out.toByteArray();
    }

    private static int certificates(KeyStore store) throws GeneralSecurityException {
        int count = 0;
        for (String alias : Collections.list(store.aliases())) {
            count += store.isKeyEntry(alias) && store.getCertificateChain(alias) != null
                    ? store.getCertificateChain(alias).length
                    : 1;
        }
        return count;
    }

    /** Returns a name that says whose certificate it is, and that no other in the store has. */
    private static String freeAlias(KeyStore store, X509Certificate certificate) throws GeneralSecurityException {
        Matcher name = COMMON_NAME.matcher(CertificateSummary.of(certificate).subject());
        String plain =
                (name.find() ? name.group(1) : "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String base = plain.matches("-?") ? "mail-server" : plain;
        String alias = base;
        for (int number = 2; store.containsAlias(alias); number++) {
            alias = base + "-" + number;
        }
        return alias;
    }
}
