package io.github.catamail.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how connections are kept and shared. The names are those of Tomcat's DBCP where it has them. */
final class PoolParser {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_MESSAGES = 1_000_000;

    private final Attributes attributes;
    private final TypedReader reader;
    private final Problems problems;

    PoolParser(Attributes attributes, TypedReader reader, Problems problems) {
        this.attributes = attributes;
        this.reader = reader;
        this.problems = problems;
    }

    PoolSettings parse() {
        boolean pooled = reader.bool(Setting.POOLED, true);
        if (!pooled) {
            warnOfUnused();
        }
        int maxTotal = reader.number(
                Setting.MAX_TOTAL,
                8,
                1,
                MOST_CONNECTIONS,
                ": servers refuse a client that opens connections without a limit");
        int maxIdle = atMost(
                reader.number(Setting.MAX_IDLE, Math.min(8, maxTotal), 0, MOST_CONNECTIONS, ""),
                Setting.MAX_IDLE,
                maxTotal,
                Setting.MAX_TOTAL);
        int minIdle = atMost(
                reader.number(Setting.MIN_IDLE, 0, 0, MOST_CONNECTIONS, ""),
                Setting.MIN_IDLE,
                maxIdle,
                Setting.MAX_IDLE);
        return new PoolSettings(
                pooled,
                maxTotal,
                maxIdle,
                minIdle,
                maxWait(),
                reader.duration(Setting.IDLE_TIMEOUT, Duration.ofSeconds(30)),
                reader.duration(Setting.MAX_LIFETIME, Duration.ofMinutes(5)),
                reader.number(Setting.MAX_MESSAGES_PER_CONNECTION, 10_000, 1, MOST_MESSAGES, ""),
                maxRate());
    }

    private void warnOfUnused() {
        Written pooled = attributes.findWritten(Setting.POOLED);
        for (Setting setting : Setting.values()) {
            Written written = setting.group() == SettingGroup.POOL && setting != Setting.POOLED
                    ? attributes.findWritten(setting)
                    : null;
            if (written != null && pooled != null) {
                problems.warning(
                        Topic.NO_EFFECT,
                        "'" + written.name() + "' has no effect, because " + pooled.quoted()
                                + ": each message gets a connection of its own. Remove one of the two");
            }
        }
    }

    /** A limit beyond another one cannot be reached, so one of the two is not as meant. */
    private int atMost(int value, Setting setting, int limit, Setting limiting) {
        Written written = attributes.find(setting);
        if (value <= limit || written == null) {
            return Math.min(value, limit);
        }
        reader.bad(
                written,
                "must not be over '" + limiting.attribute() + "', which is " + limit + source(limiting),
                ". Lower '" + setting.attribute() + "' or raise '" + limiting.attribute() + "'");
        return limit;
    }

    /** Names the provider where a limit is that of its preset, since the administrator has not written it himself. */
    private String source(Setting limiting) {
        return attributes.findWritten(limiting) == null && attributes.findPreset(limiting) != null
                ? " for this provider"
                : "";
    }

    private Duration maxWait() {
        Duration absent = Duration.ofSeconds(30);
        Written written = attributes.find(Setting.MAX_WAIT);
        Duration value = written == null ? null : DurationText.parse(written.text());
        if (written != null && value != null && !DurationText.isBounded(value)) {
            reader.bad(
                    written,
                    "must be longer than 0 and not over 24h: without a wait, mail would fail as soon as all connections are"
                            + " in use, and a wait without end would hang the application");
            return absent;
        }
        return reader.duration(Setting.MAX_WAIT, absent);
    }

    private @Nullable Rate maxRate() {
        Written written = attributes.find(Setting.MAX_RATE);
        if (written == null) {
            return null;
        }
        Rate rate = Rate.parse(written.text());
        if (rate == null) {
            reader.bad(
                    written,
                    "must be a number of messages from 1 to 1000000 and a time: 10/s, 30/m, 500/h or 2000/d (second,"
                            + " minute, hour, day)",
                    "");
        }
        return rate;
    }
}
