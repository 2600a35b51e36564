package io.github.catamail.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of itself.
 *
 * @param ehlo its reply to the last EHLO
 * @param last its last reply, which may be that to AUTH
 * @param offered what it offers for AUTH, or null
 * @param extensions the extensions that it announces (RFC 5321, 4.1.1.1), in capitals, with their parameters
 */
record Introduction(Reply ehlo, Reply last, @Nullable String offered, Map<String, String> extensions) {
    Introduction(Reply ehlo, Reply last, @Nullable String offered) {
        this(ehlo, last, offered, extensions(ehlo));
    }

    /** Reads the extensions as Jakarta Mail does: of two lines for the same one the last counts. */
    static Map<String, String> extensions(Reply ehlo) {
        Map<String, String> extensions = new HashMap<>();
        if (ehlo.code() == 250) {
            ehlo.text().lines().skip(1).filter(line -> line.length() > 4).forEach(line -> {
                String[] words = line.substring(4).split(" ", 2);
                extensions.put(words[0].toUpperCase(Locale.ENGLISH), words.length < 2 ? "" : words[1]);
            });
        }
        return Map.copyOf(extensions);
    }

    boolean announces(String extension) {
        return extensions.containsKey(extension);
    }
}
