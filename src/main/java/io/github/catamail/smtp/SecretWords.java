package io.github.catamail.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the client said of a password or a token, to be hidden in the replies: a server that does not understand it may repeat
 * it, and replies are shown. Not safe for use by several threads.
 */
final class SecretWords {
    /** Base64 is never shorter, and a reply would be full of what is. */
    private static final int SHORTEST = 4;

    /** What may stand in any reply, such as "Incorrect password", and would be given away by what is missing there. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{0,11}");

    private static final String HIDDEN = "[hidden]";

    private final Deque<String> words = new ArrayDeque<>();

    /** The client logs in; called for each thing it says, before that is added. */
    void begin(@Nullable String password) {
        if (words.isEmpty() && password != null && !WORD.matcher(password).matches()) {
            add(password);
        }
    }

    /** What was said last is sought first: the password itself may be a part of it by chance. */
    void add(String word) {
        if (word.length() >= SHORTEST) {
            words.addFirst(word);
        }
    }

    String hiddenIn(String reply) {
        String shown = reply;
        for (String word : words) {
            shown = shown.replace(word, HIDDEN);
        }
        return shown;
    }
}
