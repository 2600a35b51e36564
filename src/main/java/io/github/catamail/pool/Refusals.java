package io.github.catamail.pool;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Topic;
import org.jspecify.annotations.Nullable;

/** Says why a caller gets no connection. */
record Refusals(MailSettings settings) {
    String closed() {
        return settings.resource() + ": the resource is closed, since its application or the server is being stopped."
                + " The message was not sent " + Topic.POOL_EXHAUSTED;
    }

    String interrupted() {
        return settings.resource()
                + ": the thread was interrupted while it waited for a connection. The message was not" + " sent "
                + Topic.POOL_EXHAUSTED;
    }

    /**
     * None has become free in time.
     *
     * @param active how many connections are in use
     * @param idle how many are kept
     * @param waiting how many others wait
     * @param lastFailure why the last connection could not be opened, or null if it could
     */
    String exhausted(int active, int idle, int waiting, @Nullable String lastFailure) {
        return settings.resource() + ": no connection was free within "
                + RateGate.text(settings.pool().maxWait()) + " ('maxWait'): " + active + " of "
                + settings.pool().maxTotal() + " ('maxTotal') in use, " + idle + " idle, " + waiting
                + (waiting == 1 ? " other caller" : " other callers") + " waiting. "
                + (lastFailure == null
                        ? "The server is slow, an application keeps a Transport without closing it, or there is more to"
                                + " send than so many connections can carry: then raise 'maxTotal' if the server allows"
                                + " it. "
                        : "The last connection could not be opened: " + lastFailure + ". ")
                + "The message was not sent " + Topic.POOL_EXHAUSTED;
    }
}
