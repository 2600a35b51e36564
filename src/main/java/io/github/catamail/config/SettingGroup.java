package io.github.catamail.config;

/** The sections that settings are documented in. */
public enum SettingGroup {
    /** What nearly every resource needs. */
    ESSENTIALS("Essentials"),
    /** Whether and how to log in. */
    AUTHENTICATION("Authentication"),
    /** Trust, client certificates and names. */
    TLS("TLS"),
    /** How long to wait. */
    TIMEOUTS("Time-outs"),
    /** How connections are kept and shared. */
    POOL("Pool"),
    /** Everything else. */
    OTHER("Other");

    private final String title;

    SettingGroup(String title) {
        this.title = title;
    }

    /** Returns the heading of the section in {@code docs/settings.md}. */
    public String title() {
        return title;
    }
}
