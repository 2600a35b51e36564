package io.github.catamail.sharing;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Changes the classes of an application while they are loaded: where they call {@code Session.getDefaultInstance}, they call
 * {@link DefaultSession}. Safe for use by several threads.
 */
public final class DefaultSessionCalls implements ClassFileTransformer {
    private static final String SESSION = "jakarta.mail.Session";
    private static final String METHOD = "getDefaultInstance";

    private DefaultSessionCalls() {}

    /** Returns it for applications below {@code server}; null if that has another Jakarta Mail than Catamail, or none. */
    public static @Nullable ClassFileTransformer of(ClassLoader server) {
        try {
            Class<?> ours = Class.forName(SESSION, false, DefaultSessionCalls.class.getClassLoader());
            return Class.forName(SESSION, false, server) == ours ? new DefaultSessionCalls() : null;
        } catch (ClassNotFoundException | LinkageError nothingShared) {
            return null;
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        try {
            return new ConstantPool(classFile)
                    .redirected(
                            SESSION.replace('.', '/'),
                            METHOD,
                            DefaultSession.class.getName().replace('.', '/'));
        } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
            // The JVM knows better words for that, when it is given the class.
            return null;
        }
    }

    /** Tomcat logs this for each application. */
    @Override
    public String toString() {
        return "Catamail: a default mail session of its own";
    }
}
