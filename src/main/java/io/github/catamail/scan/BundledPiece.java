package io.github.catamail.scan;

import org.jspecify.annotations.Nullable;

/**
 * A piece of mail in one file.
 *
 * @param piece what it is
 * @param version null if the file does not say
 * @param converted whether it is a {@code javax.mail} that Tomcat has converted
 */
public record BundledPiece(MailPiece piece, @Nullable String version, boolean converted) {
    @Override
    public String toString() {
        String name = converted ? piece + " converted from javax.mail" : piece.toString();
        return version == null ? name : name + " " + version;
    }
}
