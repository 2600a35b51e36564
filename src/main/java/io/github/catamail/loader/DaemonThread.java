package io.github.catamail.loader;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Threads of the library: daemons that hold nothing of the application which happens to need one. */
public final class DaemonThread {
    private DaemonThread() {}

    /** Starts a thread, and returns it for its owner to join. */
    public static Thread start(String name, Runnable task) {
        Thread made = of(name, task);
        made.start();
        return made;
    }

    /**
     * A thread keeps the protection domains, and so the class loaders, of all that is on the stack where it is made, and
     * inheritable thread locals. Of what called the library nothing must stay alive in it.
     */
    @SuppressWarnings("removal") // on JDKs without a security manager it just runs the action, which is all right there
    static Thread of(String name, Runnable task) {
        PrivilegedAction<Thread> make = () -> new Thread(null, task, name, 0, /* inheritThreadLocals= */ false);
        Thread made = AccessController.doPrivileged(make);
        made.setDaemon(true);
        made.setContextClassLoader(DaemonThread.class.getClassLoader());
        return made;
    }
}
