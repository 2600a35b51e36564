package io.github.catamail.session;

import io.github.catamail.smtp.Submission;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been made of each resource, for as long as a session that uses it is alive: Tomcat may ask for a session at every
 * look-up, and a resource must not be parsed and logged each time.
 *
 * <p>Safe for use by several threads.
 */
final class SubmissionRegistry {
    private final Map<Key, WeakReference<Submission>> submissions = new ConcurrentHashMap<>();

    /**
     * The identity of a resource.
     *
     * @param resource its name
     * @param attributes everything that was written
     * @param strict whether unknown attributes are errors by default
     */
    record Key(String resource, Map<String, String> attributes, boolean strict) {
        /** Shows no attributes, since there may be secrets among them. */
        @Override
        public String toString() {
            return resource;
        }
    }

    void clear() {
        submissions.clear();
    }

    @Nullable Submission find(Key key) {
        WeakReference<Submission> reference = submissions.get(key);
        return reference == null ? null : reference.get();
    }

    /** Keeps what was made, and returns it, or what another thread has made of the same resource meanwhile. */
    Submission keep(Key key, Submission made) {
        submissions.values().removeIf(reference -> reference.get() == null);
        Submission[] kept = {made};
        submissions.compute(key, (same, reference) -> {
            Submission other = reference == null ? null : reference.get();
            if (other == null) {
                return new WeakReference<>(made);
            }
            kept[0] = other;
            return reference;
        });
        return kept[0];
    }
}
