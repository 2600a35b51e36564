package io.github.catamail.session;

import io.github.catamail.pool.ConnectionPool;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a session. To applications they are plain properties, all texts and no secrets. In addition, Jakarta Mail
 * is answered with objects that no listing shows, and a few answers that bear on trust cannot be changed: the properties
 * are shared by everything that uses the session.
 */
final class SessionProperties extends Properties implements ConnectionPool.Holder {
    private static final long serialVersionUID = 1L;

    /** What cannot be there. */
    private static final Object ABSENT = new Object();

    private final transient ConnectionPool pool;

    /** Jakarta Mail asks dozens of times for each message, so that one look has to do. */
    @SuppressWarnings("serial") // a session's properties are never serialized; Jakarta Mail holds them in memory
    private final transient Map<String, Object> fixed = new HashMap<>();

    /**
     * Makes the properties of one session.
     *
     * @param pool the connections of the session's resource
     * @param fixed what cannot be changed
     */
    SessionProperties(ConnectionPool pool, FixedProperties fixed) {
        this.pool = pool;
        fixed.answers().forEach((name, value) -> {
            if (value instanceof String text) {
                setProperty(name, text);
            }
        });
        this.fixed.putAll(fixed.answers());
        fixed.absent().forEach(name -> this.fixed.put(name, ABSENT));
    }

    @Override
    public ConnectionPool pool() {
        return pool;
    }

    // As in Properties: all threads that send look here.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public @Nullable Object get(Object key) {
        Object answer = key instanceof String ? fixed.get(key) : null;
        if (answer == null) {
            return super.get(key);
        }
        return answer == ABSENT ? null : answer;
    }

    @Override
    public @Nullable String getProperty(String key) {
        Object answer = fixed.get(key);
        if (answer == null) {
            return super.getProperty(key);
        }
        return answer instanceof String text ? text : null;
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
