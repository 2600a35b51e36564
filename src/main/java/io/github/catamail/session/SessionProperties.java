package io.github.catamail.session;

import io.github.catamail.pool.ConnectionPool;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a session. To applications they are plain properties, all texts and no secrets. In addition, Jakarta Mail
 * is answered with objects that no listing shows, and a few answers that bear on trust cannot be changed: the properties
 * are shared by everything that uses the session.
 */
final class SessionProperties extends Properties implements ConnectionPool.Holder {
    private static final long serialVersionUID = 1L;

    private final transient ConnectionPool pool;

    @SuppressWarnings("serial") // a session's properties are never serialized; Jakarta Mail holds them in memory
    private final transient Map<String, Object> fixed;

    @SuppressWarnings("serial") // likewise
    private final transient Set<String> absent;

    /**
     * Makes the properties of one session.
     *
     * @param pool the connections of the session's resource
     * @param fixed what cannot be changed
     */
    SessionProperties(ConnectionPool pool, FixedProperties fixed) {
        this.pool = pool;
        this.fixed = Map.copyOf(fixed.answers());
        this.absent = Set.copyOf(fixed.absent());
        this.fixed.forEach((name, value) -> {
            if (value instanceof String text) {
                setProperty(name, text);
            }
        });
    }

    @Override
    public ConnectionPool pool() {
        return pool;
    }

    @Override
    public synchronized @Nullable Object get(Object key) {
        // Properties takes any key; the sets here take no null.
        if (!(key instanceof String name) || absent.contains(name)) {
            return key instanceof String ? null : super.get(key);
        }
        Object answer = fixed.get(name);
        return answer != null ? answer : super.get(name);
    }

    @Override
    public @Nullable String getProperty(String key) {
        Object answer = fixed.get(key);
        if (absent.contains(key)) {
            return null;
        }
        if (answer != null) {
            return answer instanceof String text ? text : null;
        }
        return super.getProperty(key);
    }

    @Override
    public @Nullable String getProperty(String key, @Nullable String absent) {
        String text = getProperty(key);
        return text == null ? absent : text;
    }

    // Two sessions are never the same, whatever their properties: what they are made from is not compared.

    @Override
    public synchronized boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public synchronized int hashCode() {
        return System.identityHashCode(this);
    }
}
