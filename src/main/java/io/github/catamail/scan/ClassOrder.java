package io.github.catamail.scan;

/**
 * Whose classes an application gets where both it and the server have some.
 *
 * @param sharesMail whether those of mail are the server's
 * @param delegates whether all are the server's, as {@code <Loader delegate="true"/>} has it
 * @param apart why those of mail are not
 */
public record ClassOrder(boolean sharesMail, boolean delegates, Apart apart) {
    /** Returns whether mail classes that the application bundles are not used. */
    boolean prefersServer() {
        return sharesMail || delegates;
    }
}
