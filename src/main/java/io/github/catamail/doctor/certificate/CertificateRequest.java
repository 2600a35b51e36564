package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.HostText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which server is to be looked at, and how.
 *
 * @param host a DNS name, or an IP address without brackets
 * @param port the TCP port
 * @param protocol what it speaks, or null to find out from the port and what the server says
 * @param security {@code IMPLICIT_TLS} or {@code STARTTLS}, or null to find out from the port and by trying
 * @param serverName the name to send (SNI) and to check the certificate against instead of the host, or null
 * @param number which of the certificates sent shall be trusted, 1 for the server's own, or null for the best
 * @param connectTimeout how long the look-up of the name, and a connection to each of its addresses, may take
 * @param readTimeout how long each reply, each write and the handshake may take
 */
public record CertificateRequest(
        String host,
        int port,
        @Nullable MailProtocol protocol,
        @Nullable ConnectionSecurity security,
        @Nullable String serverName,
        @Nullable Integer number,
        Duration connectTimeout,
        Duration readTimeout) {
    /** Patient enough for servers that let clients wait before they greet. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The read time-out where none is wished. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Returns a request with defaults.
     *
     * @param server {@code mail.example.com:465}, or {@code [2001:db8::1]:465}
     * @throws IllegalArgumentException with a sentence for the administrator, if it is no such text
     */
    public static CertificateRequest to(String server) {
        List<@Nullable HostText> hosts = HostText.parse(server);
        HostText only = hosts.size() == 1 ? hosts.get(0) : null;
        if (only == null) {
            throw new IllegalArgumentException("\"" + server
                    + "\" is no server: write host and port, such as mail.example.com:465 or [2001:db8::1]:465");
        }
        String port = only.port();
        if (port == null) {
            throw new IllegalArgumentException("\"" + server + "\" has no port: write it behind a colon, such as "
                    + new Endpoint(only.host(), 465, ConnectionSecurity.IMPLICIT_TLS).address());
        }
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    "\"" + server + "\" must have a number from 1 to 65535 behind the colon");
        }
        return new CertificateRequest(
                only.host(), Integer.parseInt(port), null, null, null, null, CONNECT_TIMEOUT, READ_TIMEOUT);
    }

    /** Returns the same request for this protocol. */
    public CertificateRequest speaking(@Nullable MailProtocol wanted) {
        return new CertificateRequest(host, port, wanted, security, serverName, number, connectTimeout, readTimeout);
    }

    /** Returns the same request for this mode. */
    public CertificateRequest secured(@Nullable ConnectionSecurity wanted) {
        return new CertificateRequest(host, port, protocol, wanted, serverName, number, connectTimeout, readTimeout);
    }

    /** Returns the same request with this server name. */
    public CertificateRequest named(@Nullable String wanted) {
        return new CertificateRequest(host, port, protocol, security, wanted, number, connectTimeout, readTimeout);
    }

    /** Returns the same request for a certificate of one's own choice, 1 for the first that is sent. */
    public CertificateRequest choosing(@Nullable Integer wanted) {
        return new CertificateRequest(host, port, protocol, security, serverName, wanted, connectTimeout, readTimeout);
    }

    /** Returns the same request with these time-outs. */
    public CertificateRequest within(Duration connect, Duration read) {
        return new CertificateRequest(host, port, protocol, security, serverName, number, connect, read);
    }

    /** Returns the name that the certificate has to be for. */
    String expectedName() {
        return serverName == null ? host : serverName;
    }

    /** Returns {@code host:port}, with brackets around an IPv6 address. */
    String address() {
        return new Endpoint(host, port, ConnectionSecurity.STARTTLS).address();
    }
}
