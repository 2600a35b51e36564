package io.github.catamail.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code mail.smtp.socketFactory.class} was written for. */
final class LegacySocketFactory {
    /** Factories of the JDK and of old mail jars that just meant "TLS from the first byte". */
    private static final Set<String> PLAIN_SSL = Set.of(
            "javax.net.ssl.SSLSocketFactory",
            "javax.net.SocketFactory",
            "com.sun.mail.util.MailSSLSocketFactory",
            "org.eclipse.angus.mail.util.MailSSLSocketFactory");

    private LegacySocketFactory() {}

    /** Returns whether this asks for TLS from the first byte. */
    static boolean isSsl(@Nullable Written factoryClass) {
        return factoryClass != null && factoryClass.text().contains("SSL");
    }

    /** Returns whether this is a class of somebody's own, not just the recipe. */
    static boolean isCustom(Written factoryClass) {
        return !PLAIN_SSL.contains(factoryClass.text());
    }
}
