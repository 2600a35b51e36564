package io.github.catamail.config;

import io.github.catamail.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads proxies and the local address. */
final class RouteParser {
    private final Attributes attributes;
    private final TypedReader reader;

    RouteParser(Attributes attributes, TypedReader reader) {
        this.attributes = attributes;
        this.reader = reader;
    }

    Route parse() {
        Written http = attributes.property("proxy.host");
        Written socks = attributes.property("socks.host");
        Written httpPort = attributes.property("proxy.port");
        Written socksPort = attributes.property("socks.port");
        Written user = attributes.property("proxy.user");
        Written password = attributes.property("proxy.password");
        Written localAddress = attributes.property("localaddress");
        Written localPort = attributes.property("localport");
        Written host = http != null ? http : socks;
        HostText proxy = host == null ? null : parse(host);
        if (host == null || proxy == null) {
            return route(Route.Kind.DIRECT, null, 0, null, null, localAddress, localPort);
        }
        // In Jakarta Mail an HTTP proxy goes before a SOCKS proxy.
        Route.Kind kind = http != null ? Route.Kind.HTTP : Route.Kind.SOCKS;
        int port = kind == Route.Kind.HTTP ? 80 : 1080;
        Written portText = kind == Route.Kind.HTTP ? httpPort : socksPort;
        Integer written = portText == null ? null : reader.port(portText);
        if (proxy.port() != null) {
            written = TypedReader.portNumber(proxy.port());
            if (written == null) {
                reader.bad(host, "must have a number from 1 to 65535 behind the colon");
            }
        }
        return route(kind, proxy.host(), written == null ? port : written, user, password, localAddress, localPort);
    }

    private @Nullable HostText parse(Written host) {
        List<@Nullable HostText> parsed = HostText.parse(host.text());
        if (parsed.size() == 1 && parsed.get(0) != null) {
            return parsed.get(0);
        }
        reader.bad(host, "must be one host name or address, with its port or without");
        return null;
    }

    private Route route(
            Route.Kind kind,
            @Nullable String host,
            int port,
            @Nullable Written user,
            @Nullable Written password,
            @Nullable Written localAddress,
            @Nullable Written localPort) {
        Integer local = localPort == null || localPort.text().equals("0") ? Integer.valueOf(0) : reader.port(localPort);
        return new Route(
                kind,
                host,
                port,
                user == null ? null : user.text(),
                password == null ? null : Secret.of(password.text()),
                localAddress == null ? null : localAddress.text(),
                local == null ? 0 : local);
    }
}
