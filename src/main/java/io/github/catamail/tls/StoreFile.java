package io.github.catamail.tls;

import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.StoreType;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The content of a trust or key store, read as a whole and closed, and the words about it. */
final class StoreFile {
    private static final long LARGEST = 16 << 20;

    private final StoreSettings settings;
    private final StoreFormat format;
    private final byte[] bytes;

    private StoreFile(StoreSettings settings, StoreFormat format, byte[] bytes) {
        this.settings = settings;
        this.format = format;
        this.bytes = bytes;
    }

    /** Reads the file and makes sure that it is of the type that the settings say, if they say one. */
    static StoreFile read(StoreSettings settings) throws TlsFileException {
        byte[] bytes = readBytes(settings);
        StoreFormat format = StoreFormat.of(bytes);
        StoreFile file = new StoreFile(settings, format, bytes);
        if (format == StoreFormat.JCEKS) {
            throw file.problem(
                    "is JCEKS, which is of no use here: convert it with \"keytool -importkeystore -srckeystore "
                            + settings.written()
                            + " -srcstoretype JCEKS -destkeystore new.p12 -deststoretype PKCS12\"");
        }
        if (format == StoreFormat.UNKNOWN) {
            throw file.problem("is neither PKCS12 nor JKS nor PEM: it is another file, or damaged");
        }
        if (settings.type() != null && !format.passesAs(settings.type())) {
            String right = format.passesAs(StoreType.PEM) ? "PEM" : format.label();
            throw file.problem("is " + format.label() + ", not " + settings.type() + ": drop '" + file.typeAttribute()
                    + "' or set it to " + right);
        }
        return file;
    }

    StoreSettings settings() {
        return settings;
    }

    StoreFormat format() {
        return format;
    }

    /** Returns the content itself, not a copy: nobody writes to it. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the name of the attribute that holds the password, such as {@code truststorePassword}. */
    String passwordAttribute() {
        return sibling("Password");
    }

    /** Returns the name of the attribute that holds the type, such as {@code truststoreType}. */
    String typeAttribute() {
        return sibling("Type");
    }

    TlsFileException problem(String what) {
        return problem(what, null);
    }

    TlsFileException problem(String what, @Nullable Throwable cause) {
        return problem(settings, what, cause);
    }

    TlsFileException damaged(Exception cause) {
        if (cause instanceof EOFException) {
            return problem("is damaged: it ends too early", cause);
        }
        String why = cause.getMessage();
        return problem("is damaged" + (why == null ? "" : ": " + why), cause);
    }

    TlsFileException wrongPassword(Exception cause) {
        return problem("does not open with '" + passwordAttribute() + "': the password is wrong", cause);
    }

    TlsFileException passwordMissing(@Nullable Exception cause) {
        return problem("needs a password and none is given: set '" + passwordAttribute() + "'", cause);
    }

    /** Tells the file, and nothing of its content. */
    @Override
    public String toString() {
        return settings.written() + " (" + format.label() + ")";
    }

    private String sibling(String suffix) {
        String attribute = settings.attribute();
        return (attribute.endsWith("File") ? attribute.substring(0, attribute.length() - 4) : attribute) + suffix;
    }

    private static byte[] readBytes(StoreSettings settings) throws TlsFileException {
        String where = "(" + settings.file().toAbsolutePath().normalize() + ")";
        try {
            BasicFileAttributes attributes = Files.readAttributes(settings.file(), BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw problem(settings, "is a directory " + where + ": name a file in it", null);
            }
            if (!attributes.isRegularFile() || attributes.size() > LARGEST) {
                throw problem(settings, "cannot be a store " + where + ": it is no plain file, or too large", null);
            }
            byte[] bytes = Files.readAllBytes(settings.file());
            if (bytes.length == 0) {
                throw problem(settings, "is empty " + where, null);
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw problem(settings, "does not exist " + where + ": correct the path or put the file there", missing);
        } catch (IOException unreadable) {
            throw problem(
                    settings,
                    "cannot be read " + where + ": let the user that the server runs as read it ("
                            + unreadable.getClass().getSimpleName() + ")",
                    unreadable);
        }
    }

    private static TlsFileException problem(StoreSettings settings, String what, @Nullable Throwable cause) {
        return new TlsFileException("'" + settings.attribute() + "' \"" + settings.written() + "\" " + what, cause);
    }
}
