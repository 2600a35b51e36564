package io.github.catamail.catalina;

import java.util.Hashtable;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands in JNDI in the place of a session that an application could not use, and says why.
 *
 * <p>JNDI makes it; there is nothing to configure. Safe for use by several threads.
 */
public final class UnusableSession implements ObjectFactory {
    private static final String REASON = "reason";

    /** Called by JNDI, which makes a factory for each look-up. */
    public UnusableSession() {}

    /** Returns what to bind. */
    static Reference because(String reason) {
        return new Reference(
                MailResource.TYPE, new StringRefAddr(REASON, reason), UnusableSession.class.getName(), null);
    }

    /**
     * Throws.
     *
     * @param reference what was bound; for anything else the answer is null, as JNDI wants it
     * @throws ConfigurationException always; its message is the reason
     */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object reference,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws ConfigurationException {
        RefAddr reason = reference instanceof Reference bound ? bound.get(REASON) : null;
        if (reason == null) {
            return null;
        }
        throw new ConfigurationException(String.valueOf(reason.getContent()));
    }
}
