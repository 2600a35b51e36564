package io.github.catamail.config;

/**
 * One server to submit mail to.
 *
 * @param host a DNS name, or an IP address without brackets
 * @param port the TCP port
 * @param security how the connection is protected
 */
public record Endpoint(String host, int port, ConnectionSecurity security) {
    /** Returns {@code host:port}, with brackets around an IPv6 address. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return address() + ", " + security;
    }
}
