package io.github.catamail.catalina;

import io.github.catamail.session.Owner;

/** Finds whom a resource belongs to. */
public final class Owners {
    private Owners() {}

    /** Returns the web application that this thread works for; outside of one, whatever its class loader belongs to. */
    public static Owner ofThread() {
        WebApplication application = WebApplication.ofThread();
        if (application != null) {
            return application.owner();
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new Owner("", context != null ? context : Owners.class.getClassLoader());
    }
}
