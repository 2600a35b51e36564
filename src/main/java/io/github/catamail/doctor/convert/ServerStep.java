package io.github.catamail.doctor.convert;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shortest way to write which server is meant and how the connection to it is protected: as far as they follow from
 * each other, port and {@code tls} are left out.
 */
final class ServerStep {
    private static final List<String> HOSTS = List.of("host", "mail.smtp.host", "mail.smtps.host", "mail.host");
    private static final List<String> PORTS = both("port", "socketFactory.port");
    private static final List<String> PROTECTION = Stream.concat(
                    both(
                            "ssl.enable",
                            "starttls.enable",
                            "starttls.required",
                            "socketFactory.class",
                            "socketFactory.fallback")
                            .stream(),
                    Stream.of("tls", "mail.transport.protocol", "mail.transport.protocol.rfc822"))
            .toList();

    private final Draft draft;
    private final Endpoint endpoint;

    ServerStep(Draft draft, Endpoint endpoint) {
        this.draft = draft;
        this.endpoint = endpoint;
    }

    /** Returns whether an attribute is one of those that this is about. */
    static boolean isAboutProtection(String name) {
        return PROTECTION.contains(name);
    }

    static boolean isPort(String name) {
        return name.equals("port") || PORTS.contains(name);
    }

    /** Rewrites the attributes, as far as that can be done. */
    void take() {
        String host = host();
        String port = port();
        String tls = word();
        List<Draft.Step> ways = new ArrayList<>();
        ways.add(whole(host, null, null));
        ways.add(whole(host, port, null));
        if (tls != null) {
            ways.add(whole(host, null, tls));
            ways.add(whole(host, port, tls));
        } else {
            ways.add(attributes -> {
                whole(host, port, null).change(attributes);
                attributes.put("mail.smtp.starttls.enable", "true");
            });
        }
        // Where the port is not known before the server starts, how to protect the connection is left as it was.
        ways.add(attributes -> names(attributes, host, port));
        for (Draft.Step way : ways) {
            if (draft.take(way)) {
                return;
            }
        }
    }

    private static Draft.Step whole(String host, @Nullable String port, @Nullable String tls) {
        return attributes -> {
            names(attributes, host, port);
            attributes.keySet().removeAll(PROTECTION);
            if (tls != null) {
                attributes.put("tls", tls);
            }
        };
    }

    private static void names(Map<String, String> attributes, String host, @Nullable String port) {
        attributes.keySet().removeAll(HOSTS.subList(0, 3));
        attributes.keySet().removeAll(PORTS);
        attributes.remove("port");
        attributes.put("host", host);
        if (port != null) {
            attributes.put("port", port);
        }
    }

    private String host() {
        return HOSTS.stream()
                .map(draft::get)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse(endpoint.host());
    }

    private String port() {
        return Stream.of("port", "mail.smtp.port", "mail.smtps.port")
                .map(draft::get)
                .filter(text -> text != null && StandIns.isReference(text))
                .findFirst()
                .orElse(Integer.toString(endpoint.port()));
    }

    private @Nullable String word() {
        return switch (endpoint.security()) {
            case IMPLICIT_TLS -> "implicit";
            case STARTTLS -> "starttls";
            case NONE -> "none";
            case STARTTLS_IF_OFFERED -> null;
        };
    }

    /** Returns whether the connection begins without TLS, and may have it later. */
    static boolean usesStarttls(Endpoint endpoint) {
        return endpoint.security() == ConnectionSecurity.STARTTLS
                || endpoint.security() == ConnectionSecurity.STARTTLS_IF_OFFERED;
    }

    private static List<String> both(String... suffixes) {
        return Stream.of(suffixes)
                .flatMap(suffix -> Stream.of("mail.smtp." + suffix, "mail.smtps." + suffix))
                .toList();
    }
}
