package io.github.catamail.config;

/**
 * One attribute as the administrator wrote it.
 *
 * @param name the attribute's name
 * @param text its text, trimmed and not blank; a secret is left untrimmed
 */
record Written(String name, String text) {
    /** Returns {@code 'port' is "587"} for messages, without the text of a secret. */
    String quoted() {
        return "'" + name + "' is " + (Setting.isSecret(name) ? "[hidden]" : "\"" + text + "\"");
    }

    @Override
    public String toString() {
        return quoted();
    }
}
