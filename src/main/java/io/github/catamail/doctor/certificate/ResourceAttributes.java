package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to add to the {@code <Resource>} of a server, so that mail is sent to it.
 *
 * @param values names and values, in the order in which to write them; no password is among them
 * @param password whether {@code truststorePassword} has to be added too
 */
public record ResourceAttributes(Map<String, String> values, boolean password) {
    private static final Set<Integer> IMPLICIT_PORTS = Set.of(465, 2465);
    private static final Set<Integer> STARTTLS_PORTS = Set.of(587, 2587);

    /** Keeps a copy. */
    public ResourceAttributes {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Returns the attributes.
     *
     * @param chain what the server presents
     * @param store the trust store with the recommended certificate, or null if none is needed
     * @param base {@code catalina.base}, against which file names are resolved, or null if it is not known
     */
    public static ResourceAttributes of(FetchedChain chain, @Nullable TrustFile store, @Nullable Path base) {
        Map<String, String> values = new LinkedHashMap<>();
        ConnectionSecurity security = chain.security();
        boolean reads = chain.protocol() == MailProtocol.IMAP || chain.protocol() == MailProtocol.POP3;
        int port = chain.request().port();
        // The port says so itself where it is one of the usual.
        if (!reads && security == ConnectionSecurity.IMPLICIT_TLS && !IMPLICIT_PORTS.contains(port)) {
            values.put("tls", "implicit");
        } else if (!reads && security == ConnectionSecurity.STARTTLS && !STARTTLS_PORTS.contains(port)) {
            values.put("tls", "starttls");
        }
        if (store != null) {
            values.put("truststoreFile", written(store.path(), base));
            if (isStopgap(chain)) {
                // A server whose chain is whole one day is trusted then as well, if its authority is a public one.
                values.put("truststoreMode", "add");
            }
        }
        String serverName = chain.serverName();
        if (serverName != null && !serverName.equalsIgnoreCase(chain.request().host())) {
            values.put("tlsServerName", serverName);
        }
        return new ResourceAttributes(values, store != null && store.hasPassword());
    }

    /** Returns the attributes as they stand in XML, with dots for the password. */
    public String xml() {
        Map<String, String> all = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            all.put(name, value);
            if (name.equals("truststoreFile") && password) {
                all.put("truststorePassword", "...");
            }
        });
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=\"" + escaped(entry.getValue()) + "\"")
                .collect(Collectors.joining("\n"));
    }

    private static boolean isStopgap(FetchedChain chain) {
        Recommendation recommendation = chain.recommendation();
        if (recommendation == null || recommendation.certificate().number() != 1) {
            return false;
        }
        return !recommendation.certificate().isSelfSigned();
    }

    /** Returns the file relative to the base, with slashes, where it is under it. */
    private static String written(Path file, @Nullable Path base) {
        Path whole = file.toAbsolutePath().normalize();
        if (base == null) {
            return whole.toString();
        }
        Path from = base.toAbsolutePath().normalize();
        if (!whole.startsWith(from)) {
            return whole.toString();
        }
        Path relative = from.relativize(whole);
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
