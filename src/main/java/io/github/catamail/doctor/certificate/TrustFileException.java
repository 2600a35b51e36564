package io.github.catamail.doctor.certificate;

import org.jspecify.annotations.Nullable;

/** A certificate could not be stored. The message is a sentence for the administrator; the file is as it was. */
public final class TrustFileException extends Exception {
    private static final long serialVersionUID = 1L;

    TrustFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    TrustFileException(String message) {
        super(message);
    }
}
