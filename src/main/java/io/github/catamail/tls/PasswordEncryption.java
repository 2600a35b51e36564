package io.github.catamail.tls;

import io.github.catamail.secret.Secret;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Data encrypted under a password: PBES2 (RFC 8018 section 6.2) and the older schemes that the JVM knows.
 *
 * <p>PBES2 is put together here from PBKDF2 and AES, because the JVM's own combination of the two takes no password with a
 * character outside ASCII.
 */
final class PasswordEncryption {
    /** As the JVM names PBES2 with its parts. */
    private static final Pattern PBES2 = Pattern.compile("PBEWith(Hmac\\w+)AndAES_(\\d+)");
    /** As many as the JVM's own key store takes: a damaged file must not keep a server busy for hours. */
    private static final int MOST_ITERATIONS = 5_000_000;

    private final String name;
    private final AlgorithmParameters parameters;
    private final byte[] data;

    private PasswordEncryption(String name, AlgorithmParameters parameters, byte[] data) {
        this.name = name;
        this.parameters = parameters;
        this.data = data;
    }

    /**
     * Reads {@code EncryptedPrivateKeyInfo} (RFC 5958 section 3).
     *
     * @throws GeneralSecurityException if the JVM does not know the scheme
     */
    static PasswordEncryption of(byte[] encryptedPrivateKeyInfo) throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encryptedPrivateKeyInfo);
        AlgorithmParameters parameters = info.getAlgParameters();
        if (parameters == null) {
            throw new GeneralSecurityException("no parameters for " + info.getAlgName());
        }
        // The text of PBES2 parameters is the only place where the JVM tells the parts.
        String text = String.valueOf(parameters);
        return new PasswordEncryption(
                PBES2.matcher(text).matches() ? text : info.getAlgName(), parameters, info.getEncryptedData());
    }

    /** Reads an algorithm identifier and the bytes that were encrypted with it, as PKCS #12 has them. */
    static PasswordEncryption of(byte[] algorithmIdentifier, byte[] encrypted)
            throws IOException, GeneralSecurityException {
        return of(Der.encode(Der.SEQUENCE, algorithmIdentifier, Der.encode(Der.OCTET_STRING, encrypted)));
    }

    /**
     * Decrypts to DER.
     *
     * @throws BadPaddingException if the password is wrong
     */
    byte[] decrypt(Secret password) throws GeneralSecurityException {
        Matcher pbes2 = PBES2.matcher(name);
        byte[] clear = pbes2.matches()
                ? decryptPbes2(password, pbes2.group(1), Integer.parseInt(pbes2.group(2)))
                : decryptAsJvm(password);
        // One wrong password of some hundreds leaves bytes that merely look padded.
        if (!Der.isSequence(clear)) {
            throw new BadPaddingException("no DER after decryption");
        }
        return clear;
    }

    private byte[] decryptAsJvm(Secret password) throws GeneralSecurityException {
        PBEKeySpec keySpec = new PBEKeySpec(password.toChars());
        try {
            SecretKey key = SecretKeyFactory.getInstance(name).generateSecret(keySpec);
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            return cipher.doFinal(data);
        } finally {
            keySpec.clearPassword();
        }
    }

    private byte[] decryptPbes2(Secret password, String prf, int bits) throws GeneralSecurityException {
        PBEParameterSpec spec = parameters.getParameterSpec(PBEParameterSpec.class);
        AlgorithmParameterSpec vector = spec.getParameterSpec();
        if (vector == null) {
            throw new InvalidParameterSpecException("no initialization vector");
        }
        if (spec.getIterationCount() > MOST_ITERATIONS) {
            throw new InvalidParameterSpecException(spec.getIterationCount() + " iterations");
        }
        PBEKeySpec keySpec = new PBEKeySpec(password.toChars(), spec.getSalt(), spec.getIterationCount(), bits);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2With" + prf)
                    .generateSecret(keySpec)
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), vector);
            return cipher.doFinal(data);
        } finally {
            keySpec.clearPassword();
        }
    }
}
