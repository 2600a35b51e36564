package io.github.catamail.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the servers: hosts, ports and how each connection is protected. */
final class EndpointParser {
    private final Attributes attributes;
    private final TypedReader reader;
    private final Problems problems;

    EndpointParser(Attributes attributes, TypedReader reader, Problems problems) {
        this.attributes = attributes;
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * Returns the servers in the order written.
     *
     * @param credentials whether a login is configured
     * @param optional whether a resource without a server makes sense, since it is for reading mail only
     */
    List<Endpoint> parse(boolean credentials, boolean optional) {
        SecurityParser security = new SecurityParser(attributes, reader, problems, credentials);
        Written hosts = attributes.find(Setting.HOST);
        @Nullable Integer port = port();
        if (hosts == null) {
            if (!optional) {
                problems.error(Topic.MISSING_ATTRIBUTE, missingHost());
            }
            return List.of();
        }
        boolean shortNames =
                hosts.name().equals(Setting.HOST.attribute()) || !hosts.name().startsWith("mail.");
        List<Endpoint> endpoints = new ArrayList<>();
        List<@Nullable HostText> parsed = HostText.parse(hosts.text());
        for (HostText host : parsed) {
            if (host == null) {
                reader.bad(
                        hosts,
                        "must be a host name or address, with its port or without (smtp.example.com or"
                                + " smtp.example.com:587 or [2001:db8::1]:587), or a list of these");
                return List.of();
            }
            int chosen = port != null ? port : security.defaultPort(shortNames);
            if (host.port() != null) {
                Integer own = reader.port(new Written(hosts.name(), host.port()));
                if (own == null) {
                    return List.of();
                }
                chosen = own;
                contradictoryPort(hosts, parsed, own);
            }
            endpoints.add(new Endpoint(host.host(), chosen, security.of(host.host(), chosen)));
        }
        warnOfClearCredentials(endpoints, credentials, security);
        return endpoints;
    }

    /** The port attribute; the port of the old socketFactory recipe goes before it, as it does in Jakarta Mail. */
    private @Nullable Integer port() {
        Written port = attributes.find(Setting.PORT);
        Written factoryPort = attributes.property("socketFactory.port");
        Written factoryClass = attributes.property("socketFactory.class");
        if (factoryPort != null && LegacySocketFactory.isSsl(factoryClass) && factoryPortCounts(port)) {
            return reader.port(factoryPort);
        }
        return port == null ? null : reader.port(port);
    }

    private static boolean factoryPortCounts(@Nullable Written port) {
        // With 587 beside it, the recipe never worked in stock Jakarta Mail other than by its silent fallback to this
        // port.
        return port == null || !port.text().equals("587");
    }

    private void contradictoryPort(Written hosts, List<@Nullable HostText> parsed, int own) {
        Written port = attributes.findWritten(Setting.PORT);
        if (port != null && parsed.size() == 1 && !port.text().equals(Integer.toString(own))) {
            problems.error(
                    Topic.CONTRADICTION,
                    hosts.quoted() + " and " + port.quoted() + ": two ports for one host. Keep one of them");
        }
    }

    private String missingHost() {
        Written word = attributes.find(Setting.PROVIDER);
        Provider provider = word == null ? null : Provider.of(word.text());
        String advice = provider == null ? null : provider.missingHost();
        return advice != null
                ? advice
                : "'host' is missing: there is no server to send mail to. Add host=\"smtp.example.com\" (or mail.smtp.host)";
    }

    private void warnOfClearCredentials(List<Endpoint> endpoints, boolean credentials, SecurityParser security) {
        for (Endpoint endpoint : endpoints) {
            if (credentials
                    && endpoint.security() == ConnectionSecurity.NONE
                    && !HostText.isLoopback(endpoint.host())) {
                problems.warning(
                        Topic.CLEAR_CREDENTIALS,
                        "user and password travel to " + endpoint.address() + " in clear, because "
                                + security.clearTextAttribute() + ". Remove it if the server offers TLS");
            }
        }
    }
}
