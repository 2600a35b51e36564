package io.github.catamail.catalina;

import io.github.catamail.session.MailSessions;
import java.lang.ref.WeakReference;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;

/** Ends the connections of a web application when it has been stopped, so that it can send mail up to then. */
final class StoppedApplication implements LifecycleListener {
    /** The context stays when its application is started anew, with another class loader. */
    private final WeakReference<ClassLoader> loader;

    StoppedApplication(ClassLoader loader) {
        this.loader = new WeakReference<>(loader);
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.AFTER_STOP_EVENT)) {
            event.getLifecycle().removeLifecycleListener(this);
            ClassLoader stopped = loader.get();
            if (stopped != null) {
                MailSessions.shared().closeFor(stopped);
            }
        }
    }
}
