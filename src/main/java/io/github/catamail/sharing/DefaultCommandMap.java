package io.github.catamail.sharing;

import jakarta.activation.CommandMap;
import org.jspecify.annotations.Nullable;

/**
 * The default command map of one web application.
 *
 * <p>A remedy that is passed from hand to hand gets the default {@link CommandMap}, adds content handlers to it, and sets it as
 * the default. What it got was that of its context class loader; what it sets is one for all applications, which then lack
 * their own handlers. So calls of applications come here, see {@link DefaultCalls}.
 */
public final class DefaultCommandMap {
    private DefaultCommandMap() {}

    /**
     * As {@link CommandMap#setDefaultCommandMap(CommandMap)}, but does nothing if the map is already the default one of the
     * thread. Safe for use by several threads.
     */
    public static void setDefaultCommandMap(@Nullable CommandMap map) {
        if (map != CommandMap.getDefaultCommandMap()) {
            CommandMap.setDefaultCommandMap(map);
        }
    }
}
