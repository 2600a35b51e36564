package io.github.catamail.jmx;

import io.github.catamail.config.DebugLevel;
import io.github.catamail.traffic.Traffic;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource that is what a test says. */
final class StubResource implements Watched {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final String name;
    final Traffic traffic = new Traffic(() -> 0, CLOCK);
    final Map<String, String> settings = new LinkedHashMap<>(Map.of("host", "smtp.example.com:587"));
    final List<ServerState> servers = new ArrayList<>();
    final List<ClassLoader> loaders = new ArrayList<>();

    @Nullable Instant ownCertificateExpiry;

    DebugLevel debug = DebugLevel.OFF;
    int evictions;

    StubResource(String name) {
        this.name = name;
    }

    @Override
    public String resource() {
        return name;
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public int active() {
        return 3;
    }

    @Override
    public int idle() {
        return 2;
    }

    @Override
    public int waiting() {
        return 1;
    }

    @Override
    public List<ServerState> servers() {
        return servers;
    }

    @Override
    public @Nullable Instant ownCertificateExpiry() {
        return ownCertificateExpiry;
    }

    @Override
    public String testConnection() {
        loaders.add(Thread.currentThread().getContextClassLoader());
        return "connected to smtp.example.com:587";
    }

    @Override
    public String sendTestMessage(String to) {
        loaders.add(Thread.currentThread().getContextClassLoader());
        return "sent to " + to;
    }

    @Override
    public void evictIdle() {
        loaders.add(Thread.currentThread().getContextClassLoader());
        evictions++;
    }

    @Override
    public void debug(DebugLevel level) {
        debug = level;
    }

    @Override
    public DebugLevel debug() {
        return debug;
    }
}
