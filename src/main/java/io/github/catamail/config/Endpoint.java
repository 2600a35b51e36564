package io.github.catamail.config;

/**
 * One server to submit mail to.
 *
 * @param host a DNS name, or an IP address without brackets
 * @param port the TCP port
 * @param security how the connection is protected
 */
public record Endpoint(String host, int port, ConnectionSecurity security) {
    /**
     * Returns the same server for a login that is not the one of the resource: protected by TLS where it was left to the
     * server to offer it, as anybody in between can take the offer out.
     */
    public Endpoint forLogin() {
        return security == ConnectionSecurity.STARTTLS_IF_OFFERED && !HostText.isLoopback(host)
                ? new Endpoint(host, port, ConnectionSecurity.STARTTLS)
                : this;
    }

    /** Returns {@code host:port}, with brackets around an IPv6 address. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return address() + ", " + security;
    }
}
