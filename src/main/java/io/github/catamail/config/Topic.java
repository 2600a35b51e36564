package io.github.catamail.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a message to the administrator is about. Each has a section of the same name in {@code docs/errors.md}, which a
 * test checks; messages end with the name in brackets, so that it can be looked up.
 */
public enum Topic {
    /** An attribute name that Catamail does not know. */
    UNKNOWN_ATTRIBUTE,
    /** A {@code mail.*} name that Jakarta Mail does not know. */
    UNKNOWN_PROPERTY,
    /** A value that is not of the attribute's type or range. */
    BAD_VALUE,
    /** An attribute that is needed and absent. */
    MISSING_ATTRIBUTE,
    /** Two attributes that contradict each other. */
    CONTRADICTION,
    /** An attribute that has no effect, and why. */
    NO_EFFECT,
    /** User without password, or the other way round. */
    HALF_CREDENTIALS,
    /** Credentials that will travel in clear. */
    CLEAR_CREDENTIALS,
    /** A type other than {@code jakarta.mail.Session}. */
    WRONG_TYPE,
    /** A jar of the overlay is missing, or of the wrong version. */
    WRONG_JARS,
    /** A trust or key store, or a file of certificates, that cannot be used. */
    TLS_FILE,
    /** A certificate that is expired or not valid yet. */
    CERTIFICATE_DATES,
    /** A host name check that was switched off. */
    HOSTNAME_CHECK_OFF,
    /** The host name has no address. */
    UNKNOWN_HOST,
    /** No connection could be opened. */
    CONNECT_FAILED,
    /** The server did not answer, or took no data, in time. */
    TIMEOUT,
    /** The server closed the connection. */
    CONNECTION_CLOSED,
    /** The server did not greet with 220. */
    BAD_GREETING,
    /** TLS asked of a port that speaks SMTP first, or the other way round. */
    WRONG_TLS_MODE,
    /** STARTTLS is required and not offered. */
    STARTTLS_NOT_OFFERED,
    /** The server wants STARTTLS first. */
    STARTTLS_NEEDED,
    /** The server's certificate is issued by nobody that is trusted. */
    UNTRUSTED_CERTIFICATE,
    /** The server's certificate is for other names. */
    HOSTNAME_MISMATCH,
    /** TLS failed for another reason. */
    TLS_FAILED,
    /** No protocol version or cipher suite in common. */
    TLS_VERSION,
    /** The server wants a client certificate, or refused the one it got. */
    CLIENT_CERTIFICATE,
    /** Authentication is required and not offered. */
    AUTH_NOT_OFFERED,
    /** No mechanism in common. */
    NO_COMMON_MECHANISM,
    /** The server refused user and password. */
    AUTH_REJECTED,
    /** The server wants a login and none is configured. */
    AUTH_NEEDED,
    /** The server refuses to relay or the sender. */
    SENDER_REFUSED,
    /** One or more recipients were refused. */
    RECIPIENT_REFUSED,
    /** The server refused the HELO name. */
    HELO_REFUSED,
    /** The server is busy or limits the rate. */
    RATE_LIMITED,
    /** No connection was free in time. */
    POOL_EXHAUSTED,
    /** The server refused the message for another reason. */
    MESSAGE_REFUSED,
    /** The server announces an extension that it does not master. */
    BROKEN_EXTENSION,
    /** The connection broke after the message was sent: it may or may not have been accepted. */
    OUTCOME_UNKNOWN,
    /** A file of Tomcat that is missing, malformed, damaged, or may not be read. */
    UNREADABLE_FILE,
    /** A factory that is not there, mostly because it is misspelt. */
    WRONG_FACTORY,
    /** A listener or class loader of Catamail that is misspelt or in the wrong place. */
    WRONG_LISTENER,
    /** A link to a global resource that is not there, or is no mail session. */
    BROKEN_LINK,
    /** A reference of an application behind which there is no resource. */
    MISSING_RESOURCE,
    /** A name that is taken already, so that what is declared under it does not count. */
    DUPLICATE_NAME,
    /** A global resource that no application can find. */
    UNUSED_RESOURCE,
    /** A file with a secret that every user of the machine can read. */
    READABLE_SECRET,
    /** A password among the arguments of the JVM, which every user of the machine sees. */
    SECRET_IN_ARGUMENTS,
    /** A setting for mail or TLS that is made for the whole JVM. */
    JVM_WIDE_SETTING,
    /** The server offers STARTTLS, and mail goes to it in clear. */
    STARTTLS_UNUSED,
    /** Looking up names takes long. */
    SLOW_NAME_SERVICE,
    /** A test of the connection failed for a reason that is not explained. */
    TEST_FAILED,
    /** The certificates that a server sends are no proper chain. */
    CERTIFICATE_CHAIN,
    /** A certificate whose key or signature is weak. */
    WEAK_CERTIFICATE,
    /** The server, or somebody in its place, said more in clear than it was asked for before TLS began. */
    STARTTLS_INJECTION;

    private static final Map<String, Topic> BY_MARK =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Topic::toString, Function.identity()));

    /**
     * Returns what a message is about, by the id in brackets that it ends with; null where it ends with none, as messages do
     * that are not Catamail's.
     */
    public static @Nullable Topic in(@Nullable String message) {
        if (message == null) {
            return null;
        }
        String text = message.stripTrailing();
        int mark = text.lastIndexOf('[');
        return mark < 0 ? null : BY_MARK.get(text.substring(mark));
    }

    /** Returns the name as it stands in messages and in {@code docs/errors.md}, such as {@code wrong-tls-mode}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the id in brackets, as messages end. */
    @Override
    public String toString() {
        return "[" + id() + "]";
    }
}
