package io.github.catamail.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate with its key, whatever the format of the file.
 *
 * @param key the private key
 * @param chain the certificate that fits it, then those of its issuers as far as the file has them
 */
record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {
    KeyMaterial {
        chain = List.copyOf(chain);
    }

    /**
     * Reads the key entry {@code alias} of the file, or its only one if {@code alias} is null. PEM files have no aliases,
     * and one key.
     */
    static KeyMaterial read(StoreFile file, @Nullable String alias) throws TlsFileException {
        return switch (file.format()) {
            case PEM -> ofPem(file);
            case PKCS12, JKS ->
                OpenedStore.isBeyondJvm(file)
                        ? ofBags(file, OpenedStore.bags(file, file.settings().password()), alias)
                        : ofStore(file, OpenedStore.open(file), alias);
            default -> throw noKey(file, " but a certificate");
        };
    }

    /** Tells the certificate, not the key. */
    @Override
    public String toString() {
        return CertificateSummary.printable(chain.get(0).getSubjectX500Principal());
    }

    private static KeyMaterial ofPem(StoreFile file) throws TlsFileException {
        List<PemBlock> blocks = TrustedCertificates.blocks(file);
        List<X509Certificate> certificates = TrustedCertificates.certificates(file, blocks);
        List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.isEmpty()) {
            throw noKey(file, certificates.isEmpty() ? TrustedCertificates.instead(blocks) : ", only certificates");
        }
        if (keys.size() > 1) {
            throw file.problem("holds " + keys.size() + " private keys: leave only the one to use in it");
        }
        return assemble(file, PemKey.read(file, keys.get(0)), certificates);
    }

    private static KeyMaterial ofStore(StoreFile file, OpenedStore store, @Nullable String alias)
            throws TlsFileException {
        List<String> aliases = store.keyAliases();
        if (aliases.isEmpty() && file.format() == StoreFormat.PKCS12) {
            return ofBags(file, store.bags(), alias);
        }
        String chosen = choose(file, aliases, alias);
        PrivateKey key = store.key(chosen);
        List<X509Certificate> chain = new ArrayList<>(store.chain(chosen));
        if (chain.isEmpty() && file.format() == StoreFormat.PKCS12) {
            chain.addAll(store.bags().certificates());
        }
        return assemble(file, key, chain);
    }

    private static KeyMaterial ofBags(StoreFile file, Pkcs12Bags bags, @Nullable String alias) throws TlsFileException {
        Map<String, PrivateKey> keys = bags.keys();
        PrivateKey key = keys.get(choose(file, new ArrayList<>(keys.keySet()), alias));
        if (key == null) {
            throw noKey(file, "");
        }
        return assemble(file, key, bags.certificates());
    }

    /** Picks the alias to use. Aliases are compared without regard to case, as both formats do. */
    private static String choose(StoreFile file, List<String> aliases, @Nullable String alias) throws TlsFileException {
        if (aliases.isEmpty()) {
            throw noKey(file, "");
        }
        String present = String.join(", ", new TreeSet<>(aliases));
        if (alias == null) {
            if (aliases.size() > 1) {
                throw file.problem(
                        "holds " + aliases.size() + " keys: set 'keyAlias' to the one to use, of " + present);
            }
            return aliases.get(0);
        }
        String wanted = alias.toLowerCase(Locale.ROOT);
        for (String candidate : aliases) {
            if (candidate.toLowerCase(Locale.ROOT).equals(wanted)) {
                return candidate;
            }
        }
        throw file.problem("has no key with the 'keyAlias' \"" + alias + "\": it has " + present);
    }

    private static KeyMaterial assemble(StoreFile file, PrivateKey key, List<X509Certificate> candidates)
            throws TlsFileException {
        if (candidates.isEmpty()) {
            throw file.problem(
                    "has a private key without its certificate: add the certificate that the authority issued"
                            + " for it");
        }
        for (X509Certificate candidate : candidates) {
            if (KeyFit.fit(key, candidate.getPublicKey())) {
                return new KeyMaterial(key, CertificateChain.from(candidate, candidates));
            }
        }
        throw file.problem("has a private key (" + key.getAlgorithm() + ") that does not fit its certificate, "
                + CertificateSummary.printable(candidates.get(0).getSubjectX500Principal())
                + ": bring together the certificate and the key that it was requested with");
    }

    private static TlsFileException noKey(StoreFile file, String instead) {
        return file.problem(
                "holds no private key" + instead + ": a client certificate needs the key that it was requested with");
    }
}
