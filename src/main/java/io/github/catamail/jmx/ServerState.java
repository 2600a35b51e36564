package io.github.catamail.jmx;

import javax.management.ConstructorParameters;

/** A server of a resource, and how it is at the moment. No record, as JMX cannot show records before Java 21. Immutable. */
public final class ServerState {
    private final String address;
    private final boolean usable;
    private final String state;

    /**
     * Makes one.
     *
     * @param address its {@code host:port}
     * @param usable whether mail is sent to it; false while it is avoided after a failure
     * @param state the same in words, such as {@code ok} or {@code avoided for 24 s more}
     */
    @ConstructorParameters({"address", "usable", "state"})
    public ServerState(String address, boolean usable, String state) {
        this.address = address;
        this.usable = usable;
        this.state = state;
    }

    /** Returns its {@code host:port}. */
    public String getAddress() {
        return address;
    }

    /** Returns whether mail is sent to it. */
    public boolean isUsable() {
        return usable;
    }

    /** Returns how it is, in words. */
    public String getState() {
        return state;
    }
}
