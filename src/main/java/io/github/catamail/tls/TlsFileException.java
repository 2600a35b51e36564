package io.github.catamail.tls;

import org.jspecify.annotations.Nullable;

/** A trust or key store that cannot be used. The message is for the administrator, and never holds a secret. */
final class TlsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
