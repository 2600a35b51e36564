package io.github.catamail.config;

import io.github.catamail.secret.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a trust or key store is.
 *
 * @param attribute the attribute that names the file, such as {@code truststoreFile}, for messages
 * @param written the file as the administrator wrote it, for messages
 * @param file the file, resolved against {@code catalina.base}
 * @param type its format, or null to go by the content of the file
 * @param password its password, or null for none
 */
public record StoreSettings(
        String attribute,
        String written,
        Path file,
        @Nullable StoreType type,
        @Nullable Secret password) {}
