package io.github.catamail.tls;

import io.github.catamail.config.Problems;
import io.github.catamail.config.TlsSettings;
import io.github.catamail.config.Topic;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Checks the chosen TLS versions and cipher suites against what this JVM can do. */
final class ProtocolChoice {
    private static final String ATTRIBUTE = "tlsProtocols";

    private ProtocolChoice() {}

    /** Returns whether the choice can be used. */
    static boolean check(TlsSettings settings, SSLParameters supported, Problems problems) {
        return check(settings, supported, Security.getProperty("jdk.tls.disabledAlgorithms"), problems);
    }

    static boolean check(
            TlsSettings settings, SSLParameters supported, @Nullable String disabledAlgorithms, Problems problems) {
        boolean protocols =
                areKnown("'" + ATTRIBUTE + "'", settings.protocols(), List.of(supported.getProtocols()), problems);
        boolean suites =
                areKnown("a cipher suite", settings.cipherSuites(), List.of(supported.getCipherSuites()), problems);
        return protocols && suites && isAnyEnabled(settings.protocols(), disabledAlgorithms, problems);
    }

    private static boolean areKnown(String what, List<String> chosen, List<String> supported, Problems problems) {
        boolean known = true;
        for (String name : chosen) {
            if (!supported.contains(name)) {
                known = false;
                problems.error(
                        Topic.BAD_VALUE,
                        what + " is \"" + name + "\", which this JVM does not know: it knows "
                                + String.join(", ", supported));
            }
        }
        return known;
    }

    private static boolean isAnyEnabled(List<String> chosen, @Nullable String disabledAlgorithms, Problems problems) {
        List<String> disabled = Stream.of(String.valueOf(disabledAlgorithms).split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<String> off = chosen.stream()
                .filter(name -> disabled.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        if (!chosen.isEmpty() && off.size() == chosen.size()) {
            problems.error(
                    Topic.TLS_VERSION,
                    "'" + ATTRIBUTE + "' names only " + String.join(", ", off)
                            + ", which this JVM has switched off (jdk.tls.disabledAlgorithms): drop '" + ATTRIBUTE
                            + "', or add TLSv1.2 and TLSv1.3 to it");
            return false;
        }
        for (String name : off) {
            problems.warning(
                    Topic.TLS_VERSION,
                    "'" + ATTRIBUTE + "' names " + name
                            + ", which this JVM has switched off (jdk.tls.disabledAlgorithms) and will not offer");
        }
        return true;
    }
}
