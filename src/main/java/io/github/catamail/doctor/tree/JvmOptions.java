package io.github.catamail.doctor.tree;

import io.github.catamail.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the {@code -D} options in the text of a script, or of an environment variable. */
final class JvmOptions {
    private static final Pattern OPTION = Pattern.compile(
            "(?<![\\w-])-D(?<name>[\\w.-]+)(?:=(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<plain>[^\\s\"']*)))?");
    private static final Pattern COMMENT = Pattern.compile("\\s*(#|::|@?rem\\b).*");
    private static final Pattern DIRECTORY = Pattern.compile("\\$\\{?CATALINA_(HOME|BASE)}?|%CATALINA_(HOME|BASE)%");

    private JvmOptions() {}

    static List<JvmOption> in(String text, Place place, Installation installation) {
        List<JvmOption> options = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (COMMENT.matcher(line.toLowerCase(Locale.ROOT)).matches()) {
                continue;
            }
            Matcher option = OPTION.matcher(line);
            while (option.find()) {
                options.add(new JvmOption(
                        option.group("name"),
                        Secret.of(value(option, installation)),
                        place.line() == 0 && place.file().equals(installation.base()) ? place : place.at(number),
                        /* isArgument= */ true));
            }
        }
        return options;
    }

    private static String value(Matcher option, Installation installation) {
        for (String group : List.of("double", "single", "plain")) {
            if (option.group(group) != null) {
                return DIRECTORY
                        .matcher(option.group(group))
                        .replaceAll(match -> Matcher.quoteReplacement(
                                (match.group().contains("HOME") ? installation.home() : installation.base())
                                        .toString()));
            }
        }
        return "";
    }
}
