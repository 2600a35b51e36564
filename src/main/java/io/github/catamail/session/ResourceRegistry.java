package io.github.catamail.session;

import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What has been made of each resource, until it is closed: Tomcat may ask for a session at every look-up, and they all share the
 * connections. Safe for use by several threads.
 */
final class ResourceRegistry {
    /** How long sends that are under way may take. */
    private static final Duration LAST_SENDS = Duration.ofSeconds(5);

    private final Ticker ticker;
    private final Map<ResourceKey, MailResource> resources = new ConcurrentHashMap<>();

    ResourceRegistry(Ticker ticker) {
        this.ticker = ticker;
    }

    @Nullable MailResource find(ResourceKey key) {
        return resources.get(key);
    }

    /** Keeps what was made, unless another thread has kept the same meanwhile; returns what is kept. */
    MailResource keep(ResourceKey key, MailResource made) {
        closeAll(owner -> owner != null && owner.isGone());
        MailResource before = resources.putIfAbsent(key, made);
        if (before != null) {
            return before;
        }
        made.begin(key.owner() == null ? null : key.owner().name());
        return made;
    }

    /** Closes the resources of some owners; null is for those that applications share. */
    void closeAll(Predicate<@Nullable Owner> owners) {
        List<MailResource> closing = new ArrayList<>();
        resources.forEach((key, resource) -> {
            if (owners.test(key.owner()) && resources.remove(key, resource)) {
                closing.add(resource);
            }
        });
        closing.forEach(MailResource::beginClose);
        long begin = ticker.nanos();
        for (MailResource resource : closing) {
            // All of them together have so much time, not each.
            resource.close(LAST_SENDS.minusNanos(ticker.nanos() - begin));
        }
    }
}
