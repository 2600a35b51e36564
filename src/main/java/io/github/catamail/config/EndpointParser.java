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
     * @param whenMissing what to do where no server is written
     */
    List<Endpoint> parse(boolean credentials, Missing whenMissing) {
        SecurityParser security = new SecurityParser(attributes, reader, problems, credentials);
        Written hosts = attributes.find(Setting.HOST);
        @Nullable Integer port = port();
        if (hosts == null && whenMissing == Missing.LOCALHOST) {
            hosts = localhost();
        }
        if (hosts == null) {
            if (whenMissing != Missing.NOTHING) {
                problems.error(Topic.MISSING_ATTRIBUTE, missingHost());
            }
            return List.of();
        }
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
            int chosen = port != null ? port : security.defaultPort(!hosts.isProperty());
            if (host.port() != null) {
                Integer own = TypedReader.portNumber(host.port());
                if (own == null) {
                    reader.bad(hosts, "must have a number from 1 to 65535 behind the colon");
                    return List.of();
                }
                chosen = own;
                contradictoryPort(hosts, parsed, own);
            }
            endpoints.add(new Endpoint(host.host(), chosen, security.of(host.host(), chosen)));
        }
        endpoints.stream().map(Endpoint::port).distinct().forEach(security::warnOfPort);
        warnOfClearCredentials(endpoints, credentials, security);
        return endpoints;
    }

    /** What to do with a resource that names no server. */
    enum Missing {
        /** It is wrong. */
        ERROR,
        /** It means this machine, as for Tomcat's own factory. */
        LOCALHOST,
        /** It is for reading mail only. */
        NOTHING
    }

    private Written localhost() {
        problems.warning(Topic.MISSING_ATTRIBUTE, missingHost() + ". Until then mail goes to localhost");
        return new Written("mail.smtp.host", "localhost");
    }

    /** The port attribute; the port of the old socketFactory recipe goes before it, as it does in Jakarta Mail. */
    private @Nullable Integer port() {
        Written port = attributes.findWritten(Setting.PORT);
        Written factoryPort = attributes.property("socketFactory.port");
        Written factoryClass = attributes.property("socketFactory.class");
        if (factoryPort != null && LegacySocketFactory.isSsl(factoryClass)) {
            if (port != null && !port.isProperty() && !port.text().equals(factoryPort.text())) {
                problems.error(
                        Topic.CONTRADICTION,
                        port.quoted() + " and " + factoryPort.quoted() + ": two ports for one host. Keep one of them");
            }
            return reader.port(factoryPort);
        }
        return port == null ? null : reader.port(port);
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
        if (advice != null) {
            return advice;
        }
        return "'host' is missing: there is no server to send mail to. "
                + attributes.leftOver().stream()
                        .map(Written::name)
                        .filter(EndpointParser::isNearlyHost)
                        .findFirst()
                        .map(name ->
                                "Correct '" + name + "' if it is meant to name it, or add host=\"smtp.example.com\"")
                        .orElse("Add host=\"smtp.example.com\" (or mail.smtp.host)");
    }

    /** Of an unknown property there is just a warning, which stands behind all errors. */
    private static boolean isNearlyHost(String name) {
        String nearest = name.startsWith("mail.") && JakartaMailProperties.type(name) == null
                ? PropertyParser.nearestProperty(name)
                : null;
        return nearest != null && Setting.HOST.synonyms().contains(nearest);
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
