package io.github.catamail.doctor.tree;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A web application that the server would deploy.
 *
 * @param host the host that it belongs to
 * @param name its path, and its version if there is one: {@code /}, {@code /shop}, {@code /shop##2}
 * @param contextPath its path; empty for the root application
 * @param files its directory or archive; null if there is none
 * @param isConverted whether it is one of Tomcat 9 that Tomcat is going to convert
 * @param names what is declared for it, by the server's files and its own
 * @param references what its {@code web.xml} asks for, and those of the server in its name
 * @param loader its {@code <Loader>}, or null
 * @param delegates whether its {@code <Context>} says that the server's classes go first
 * @param listeners the listeners in its {@code <Context>}
 */
public record Application(
        String host,
        String name,
        String contextPath,
        @Nullable Path files,
        boolean isConverted,
        Namespace names,
        List<Declaration> references,
        @Nullable DeclaredLoader loader,
        boolean delegates,
        List<DeclaredListener> listeners) {
    /** Copies the lists. */
    public Application {
        references = List.copyOf(references);
        listeners = List.copyOf(listeners);
    }

    /** Returns whether the server's classes go before its own. */
    public boolean prefersServer() {
        return loader != null ? loader.delegates() : delegates;
    }
}
