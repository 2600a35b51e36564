package io.github.catamail.doctor.check;

import java.util.List;

/**
 * A mail session in a few words.
 *
 * @param name its name, such as {@code mail/Session}
 * @param where the file and line where it is declared
 * @param isGlobal whether it is one of the whole server, which applications see through a link
 * @param words where mail goes, how the connection is protected, who logs in; or why that cannot be told. Never a secret
 * @param users the applications that can find it, with the name if it is another one there
 */
public record SessionSummary(String name, String where, boolean isGlobal, String words, List<String> users) {
    /** Copies the list. */
    public SessionSummary {
        users = List.copyOf(users);
    }
}
