package io.github.catamail.jmx;

import io.github.catamail.config.DebugLevel;
import io.github.catamail.config.Setting;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.traffic.Incident;
import io.github.catamail.traffic.TrafficSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers for a {@link Watched} in the types of JMX. */
final class MailSessionBean implements MailSessionMXBean {
    private static final long NO_CERTIFICATE = -1;

    private final Watched watched;
    private final Clock clock;

    MailSessionBean(Watched watched, Clock clock) {
        this.watched = watched;
        this.clock = clock;
    }

    @Override
    public String getResource() {
        return watched.resource();
    }

    @Override
    public List<ServerState> getServers() {
        return watched.servers();
    }

    @Override
    public int getServersUsable() {
        return (int) watched.servers().stream().filter(ServerState::isUsable).count();
    }

    @Override
    public long getSent() {
        return traffic().sent();
    }

    @Override
    public long getSentPartly() {
        return traffic().sentPartly();
    }

    @Override
    public long getFailed() {
        return traffic().failed();
    }

    @Override
    public Map<String, Long> getFailedByTopic() {
        return traffic().failedByTopic();
    }

    @Override
    public long getRecipients() {
        return traffic().recipients();
    }

    @Override
    public long getRecipientsRefused() {
        return traffic().recipientsRefused();
    }

    @Override
    public long getBytes() {
        return traffic().bytes();
    }

    @Override
    public long getRetries() {
        return traffic().retries();
    }

    @Override
    public long getConnectionsCreated() {
        return traffic().connectionsOpened();
    }

    @Override
    public long getConnectFailures() {
        return traffic().connectFailures();
    }

    @Override
    public int getConnectionsActive() {
        return watched.active();
    }

    @Override
    public int getConnectionsIdle() {
        return watched.idle();
    }

    @Override
    public int getCallersWaiting() {
        return watched.waiting();
    }

    @Override
    public long getHandshakes() {
        return traffic().handshakes();
    }

    @Override
    public long getHandshakesResumed() {
        return traffic().handshakesResumed();
    }

    @Override
    public String getLastError() {
        Incident last = traffic().lastError();
        return last == null ? "" : last.text();
    }

    @Override
    public String getLastErrorAt() {
        Incident last = traffic().lastError();
        return text(last == null ? null : last.at());
    }

    @Override
    public String getLastSuccessAt() {
        return text(traffic().lastSuccess());
    }

    @Override
    public double getSendMillisP50() {
        return millis(traffic().send().p50());
    }

    @Override
    public double getSendMillisP99() {
        return millis(traffic().send().p99());
    }

    @Override
    public double getSendMillisMax() {
        return millis(traffic().send().max());
    }

    @Override
    public double getConnectMillisP50() {
        return millis(traffic().connect().p50());
    }

    @Override
    public double getConnectMillisP99() {
        return millis(traffic().connect().p99());
    }

    @Override
    public double getConnectMillisMax() {
        return millis(traffic().connect().max());
    }

    @Override
    public String getServerCertificateExpiry() {
        return text(serverCertificateExpiry());
    }

    @Override
    public long getServerCertificateDaysLeft() {
        return daysLeft(serverCertificateExpiry());
    }

    @Override
    public String getOwnCertificateExpiry() {
        return text(watched.ownCertificateExpiry());
    }

    @Override
    public long getOwnCertificateDaysLeft() {
        return daysLeft(watched.ownCertificateExpiry());
    }

    @Override
    public Map<String, String> getSettings() {
        Map<String, String> settings = new LinkedHashMap<>(watched.settings());
        // It may have been changed since.
        settings.replace(Setting.DEBUG.attribute(), getDebug());
        return settings;
    }

    @Override
    public String getDebug() {
        return word(watched.debug());
    }

    @Override
    public String testConnection() {
        // The caller may be a web application, such as the manager.
        return LibraryLoader.call(watched::testConnection);
    }

    @Override
    public String sendTestMessage(String to) {
        return LibraryLoader.call(() -> watched.sendTestMessage(to));
    }

    @Override
    public void evictIdle() {
        LibraryLoader.call(() -> {
            watched.evictIdle();
            return Boolean.TRUE;
        });
    }

    @Override
    public void debug(String level) {
        DebugLevel wanted = Arrays.stream(DebugLevel.values())
                .filter(known -> word(known).equalsIgnoreCase(level.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'level' is \"" + level + "\" and must be one of " + levels()));
        watched.debug(wanted);
    }

    private TrafficSnapshot traffic() {
        return watched.traffic().snapshot();
    }

    private @Nullable Instant serverCertificateExpiry() {
        return traffic().serverCertificates().values().stream()
                .min(Instant::compareTo)
                .orElse(null);
    }

    private long daysLeft(@Nullable Instant end) {
        return end == null
                ? NO_CERTIFICATE
                : Math.max(0, Duration.between(clock.instant(), end).toDays());
    }

    private static String text(@Nullable Instant moment) {
        return moment == null ? "" : moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Microseconds are as precise as anybody can make use of. */
    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    private static String word(DebugLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static String levels() {
        return Arrays.stream(DebugLevel.values()).map(MailSessionBean::word).collect(Collectors.joining(", "));
    }
}
