package io.github.catamail.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;

/** Writes PKCS12 files as {@code openssl pkcs12 -export} does and the JVM's key store does not. */
final class Pkcs12Writer {
    private Pkcs12Writer() {}

    /** Writes a certificate without a key and without Java's mark of trust; in clear if the password is null. */
    static Path writeCertificates(Path file, X509Certificate certificate, @Nullable String password) throws Exception {
        PKCS12PfxPduBuilder pfx = new PKCS12PfxPduBuilder();
        PKCS12SafeBag bag = new JcaPKCS12SafeBagBuilder(certificate).build();
        if (password == null) {
            pfx.addData(bag);
        } else {
            pfx.addEncryptedData(encryptor(password), bag);
        }
        return write(file, pfx, password);
    }

    /** Writes a key and its certificates, which nothing but the key itself ties to it. */
    static Path writeKey(
            Path file, @Nullable String alias, PrivateKey key, List<X509Certificate> chain, @Nullable String password)
            throws Exception {
        PKCS12PfxPduBuilder pfx = new PKCS12PfxPduBuilder();
        List<PKCS12SafeBag> bags = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            bags.add(new JcaPKCS12SafeBagBuilder(certificate).build());
        }
        JcaPKCS12SafeBagBuilder keyBag = password == null
                ? new JcaPKCS12SafeBagBuilder(key)
                : new JcaPKCS12SafeBagBuilder(key, encryptor(password));
        if (alias != null) {
            keyBag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(alias));
        }
        pfx.addData(keyBag.build());
        PKCS12SafeBag[] certificates = bags.toArray(PKCS12SafeBag[]::new);
        if (password == null) {
            for (PKCS12SafeBag bag : certificates) {
                pfx.addData(bag);
            }
        } else {
            pfx.addEncryptedData(encryptor(password), certificates);
        }
        return write(file, pfx, password);
    }

    private static Path write(Path file, PKCS12PfxPduBuilder builder, @Nullable String password) throws Exception {
        PKCS12PfxPdu pfx = password == null
                ? builder.build(null, new char[0])
                : builder.build(
                        new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                .setProvider(new BouncyCastleProvider()),
                        password.toCharArray());
        return Files.write(file, pfx.getEncoded("DER"));
    }

    private static OutputEncryptor encryptor(String password) throws Exception {
        return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(new BouncyCastleProvider())
                .build(password.toCharArray());
    }
}
