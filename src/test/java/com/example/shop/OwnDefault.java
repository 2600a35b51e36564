package com.example.shop;

import jakarta.mail.Authenticator;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.function.Function;

/** An application that makes its session itself, as the default one; in a package that is not shared with the server. */
public final class OwnDefault implements Function<Properties, Session> {
    // Numbers that take two places among the constants of the class.
    static final long LONG = 0x1234567890L;

    /** What knows its password. */
    private static final class Login extends Authenticator {}

    @Override
    public Session apply(Properties properties) {
        return properties.isEmpty()
                ? Session.getDefaultInstance(properties)
                : Session.getDefaultInstance(properties, new Login());
    }

    @Override
    public String toString() {
        return String.valueOf(System.nanoTime() == LONG);
    }
}
