package io.github.catamail.testing.tomcat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;

/** A listener of a {@code <Server>} that says, when that has been stopped and destroyed, which threads are left. */
public final class ThreadsLeft implements LifecycleListener {
    private static final String PREFIX = "threads left: ";

    @Override
    @SuppressWarnings("SystemOut") // the log is closed at this time
    public void lifecycleEvent(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.AFTER_DESTROY_EVENT)) {
            System.out.println(PREFIX
                    + Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .sorted()
                            .toList());
        }
    }

    /** Returns the names of the threads that were left in a server that has ended. */
    public static String in(RunningTomcat ended) {
        Matcher line = Pattern.compile(PREFIX + ".*").matcher(ended.console());
        if (!line.find()) {
            throw new AssertionError("It did not say what threads are left\n" + ended.console());
        }
        return line.group();
    }
}
