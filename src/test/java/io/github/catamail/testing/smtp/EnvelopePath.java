package io.github.catamail.testing.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sender or recipient of the envelope.
 *
 * @param address what stood between the angle brackets; empty for the null sender
 * @param parameters the ESMTP parameters in the order given, names in upper case, empty text for those without a value
 */
public record EnvelopePath(String address, Map<String, String> parameters) {
    private static final Pattern PATH =
            Pattern.compile("(?i)(FROM|TO):<((?:\"(?:\\\\.|[^\"\\\\])*\"|[^\"<>\\s])*)>((?: [^\\s]+)*) *");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^=\\s]+(?:=[^\\s]*)?))?");

    /** Parses the argument of MAIL ({@code keyword} FROM) or RCPT (TO); empty when it breaks the grammar of RFC 5321. */
    static Optional<EnvelopePath> parse(String keyword, String argument) {
        Matcher path = PATH.matcher(argument);
        if (!path.matches() || !path.group(1).equalsIgnoreCase(keyword)) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : path.group(3).trim().split(" +", -1)) {
            Matcher parameter = PARAMETER.matcher(word);
            if (parameter.matches()) {
                String value = parameter.group(2) == null ? "" : parameter.group(2);
                parameters.put(parameter.group(1).toUpperCase(Locale.ROOT), value);
            } else if (!word.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new EnvelopePath(path.group(2), parameters));
    }

    boolean isAscii() {
        return address.chars().allMatch(character -> character < 128);
    }
}
