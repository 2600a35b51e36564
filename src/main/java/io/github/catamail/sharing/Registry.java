package io.github.catamail.sharing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name under which Jakarta Mail or Activation looks for classes.
 *
 * @param syntax how its files are written
 * @param type the class or interface that what it names must be, by name
 * @param sources the names of the files that count for it; the names differ between versions of the libraries
 * @param extensible whether an application can add to what the server has; else it counts only where the server has nothing
 * @param ofJavaxToo whether {@code javax.mail} and {@code javax.activation} look under the same name
 */
record Registry(RegistrySyntax syntax, String type, List<String> sources, boolean extensible, boolean ofJavaxToo) {
    static final String PROVIDERS = "META-INF/services/jakarta.mail.Provider";

    private static final String SERVICES = "META-INF/services/";
    private static final Map<String, Registry> KNOWN = Map.of(
            "META-INF/jakarta.mailcap",
                    mailcap(/* ofJavaxToo= */ false, "META-INF/jakarta.mailcap", "META-INF/mailcap"),
            "META-INF/mailcap", mailcap(/* ofJavaxToo= */ true, "META-INF/mailcap"),
            "META-INF/jakarta.providers",
                    providers(/* ofJavaxToo= */ false, "META-INF/jakarta.providers", "META-INF/javamail.providers"),
            "META-INF/javamail.providers", providers(/* ofJavaxToo= */ true, "META-INF/javamail.providers"));

    /** Returns the registry of this name, or null if it has nothing to do with mail. */
    static @Nullable Registry of(String name) {
        if (name.startsWith("jakarta.mail.", SERVICES.length())
                || name.startsWith("jakarta.activation.", SERVICES.length())) {
            return name.startsWith(SERVICES) ? service(name) : null;
        }
        return KNOWN.get(name);
    }

    /** Returns whether entries for providers that are services count here too. */
    boolean takesServices() {
        return syntax == RegistrySyntax.PROVIDERS;
    }

    private static Registry service(String name) {
        return new Registry(
                RegistrySyntax.SERVICES,
                name.substring(SERVICES.length()),
                List.of(name),
                name.equals(PROVIDERS),
                /* ofJavaxToo= */ false);
    }

    private static Registry mailcap(boolean ofJavaxToo, String... sources) {
        return new Registry(
                RegistrySyntax.MAILCAP,
                "jakarta.activation.DataContentHandler",
                List.of(sources),
                /* extensible= */ true,
                ofJavaxToo);
    }

    private static Registry providers(boolean ofJavaxToo, String... sources) {
        return new Registry(
                RegistrySyntax.PROVIDERS, "jakarta.mail.Service", List.of(sources), /* extensible= */ true, ofJavaxToo);
    }
}
