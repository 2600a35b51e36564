package io.github.catamail.config;

/** What the text of a setting has to look like. */
public enum SettingType {
    /** Any text. */
    TEXT("text"),
    /** Words with commas or blanks between them. */
    LIST("list"),
    /** {@code name}, {@code name:port} or a list of these. */
    HOSTS("host, host:port or a list of them"),
    /** 1 to 65535. */
    PORT("number from 1 to 65535"),
    /** A whole number; each setting has its own range. */
    NUMBER("whole number"),
    /** Messages in a time. */
    RATE("messages per second, minute, hour or day: 10/s, 30/m, 500/h, 2000/d"),
    /** true/false, yes/no, on/off. */
    BOOLEAN("true or false (also yes/no, on/off)"),
    /** A number with an optional unit. */
    DURATION("duration: 500ms, 10s, 5m, 1h; a bare number is milliseconds"),
    /** One of a fixed set of words, in any case. */
    CHOICE("one of a few words"),
    /** A file name, relative to {@code catalina.base}. */
    FILE("file, relative to catalina.base"),
    /** A text that is never shown. */
    SECRET("secret text");

    private final String description;

    SettingType(String description) {
        this.description = description;
    }

    /** Returns what an administrator may write, in a few words. */
    public String description() {
        return description;
    }
}
