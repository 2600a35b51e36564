package io.github.catamail.config;

import java.util.regex.Pattern;

/**
 * One attribute as the administrator wrote it.
 *
 * @param name the attribute's name
 * @param text its text, trimmed and not blank; a secret is left untrimmed
 */
record Written(String name, String text) {
    /** {@code user:password@}, as people write it in front of a host. */
    private static final Pattern USER_INFO = Pattern.compile("[^\\s/,;]*:[^\\s/]*@");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Returns {@code 'port' is "587"} for messages, without the text of a secret. */
    String quoted() {
        return "'" + name + "' is " + shown();
    }

    /** Returns the text in double quotes on one line, or {@code [hidden]} for a secret. */
    String shown() {
        if (Setting.isSecret(name)) {
            return "[hidden]";
        }
        String shown = USER_INFO.matcher(text).replaceAll("[hidden]@");
        return "\"" + CONTROL.matcher(shown).replaceAll("?") + "\"";
    }

    /** Returns whether this is a property of Jakarta Mail, which may have worked with Tomcat's own factory. */
    boolean isProperty() {
        return name.startsWith("mail.");
    }

    @Override
    public String toString() {
        return quoted();
    }
}
