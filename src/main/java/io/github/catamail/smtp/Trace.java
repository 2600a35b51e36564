package io.github.catamail.smtp;

import jakarta.mail.Session;
import java.io.PrintStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What Angus writes where a session is debugged, with nothing of what is not sent. Angus takes the stream for it from the session
 * that a transport is made with.
 */
final class Trace extends PrintStream {
    private final PrintStream wanted;
    private boolean mute;

    private Trace(PrintStream wanted) {
        super(wanted);
        this.wanted = wanted;
    }

    /** Returns one for a session that is debugged, or null for another. */
    static @Nullable Trace of(Session session) {
        return session.getDebug() ? new Trace(session.getDebugOut()) : null;
    }

    /** Returns a session like another one, to make a transport with that is traced here. */
    Session like(Session session) {
        Properties own = session.getProperties();
        Properties properties = new Properties(own);
        for (Object name : own.keySet()) {
            // Some cannot be changed, whatever is written there.
            Object answer = own.get(name);
            if (answer != null) {
                properties.put(name, answer);
            }
        }
        // A new session would write that it is one.
        properties.setProperty("mail.debug", "false");
        Session traced = Session.getInstance(properties);
        traced.setDebugOut(this);
        mute(true);
        traced.setDebug(true);
        mute(false);
        return traced;
    }

    /** Writes nothing, or everything again. */
    void mute(boolean nothing) {
        mute = nothing;
    }

    /** Angus writes lines, each by this method. */
    @Override
    public void println(@Nullable String line) {
        if (!mute) {
            wanted.println(line);
        }
    }

    /** The lines of a stack trace. */
    @Override
    public void println(@Nullable Object line) {
        println(String.valueOf(line));
    }
}
