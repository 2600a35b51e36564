package io.github.catamail.sharing;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the classes of an application while they are loaded: where they call {@code Session.getDefaultInstance} or
 * {@code CommandMap.setDefaultCommandMap}, which are there once for all that share the classes, they call
 * {@link DefaultSession} and {@link DefaultCommandMap}. Safe for use by several threads.
 */
public final class DefaultCalls implements ClassFileTransformer {
    private static final List<Redirection> REDIRECTIONS = List.of(
            new Redirection("jakarta/mail/Session", "getDefaultInstance", DefaultSession.class),
            new Redirection("jakarta/activation/CommandMap", "setDefaultCommandMap", DefaultCommandMap.class));

    /** Which static method of which class is that of another one; the classes with slashes. */
    private record Redirection(String owner, String method, String newOwner) {
        Redirection(String owner, String method, Class<?> newOwner) {
            this(owner, method, newOwner.getName().replace('.', '/'));
        }
    }

    private DefaultCalls() {}

    /** Returns it for applications below {@code server}; null if that has other mail classes than Catamail, or none. */
    public static @Nullable ClassFileTransformer of(ClassLoader server) {
        return REDIRECTIONS.stream()
                        .allMatch(redirection -> isShared(redirection.owner().replace('/', '.'), server))
                ? new DefaultCalls()
                : null;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        try {
            // Nearly every class calls neither, and is read once.
            ConstantPool constants = new ConstantPool(classFile);
            byte[] changed = null;
            for (Redirection redirection : REDIRECTIONS) {
                byte[] result = constants.redirected(redirection.owner(), redirection.method(), redirection.newOwner());
                if (result != null) {
                    changed = result;
                    constants = new ConstantPool(result);
                }
            }
            return changed;
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

    private static boolean isShared(String className, ClassLoader server) {
        try {
            Class<?> ours = Class.forName(className, false, DefaultCalls.class.getClassLoader());
            return Class.forName(className, false, server) == ours;
        } catch (ClassNotFoundException | LinkageError nothingShared) {
            return false;
        }
    }
}
