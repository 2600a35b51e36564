package io.github.catamail.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The name to introduce this machine with where none is configured: its full name if it has one, else the address of the
 * socket as a literal (RFC 5321, 4.1.3). Servers refuse what Java says of a machine without a domain: {@code localhost}, the
 * name of a container, names with an underscore.
 */
public final class HeloName {
    private static final Pattern FULL_NAME = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\\.[A-Za-z]"
                    + "([A-Za-z0-9-]*[A-Za-z0-9])");

    private HeloName() {}

    /**
     * Returns the name. The name service is asked about this machine once only.
     *
     * @param patience how long to wait for that, counted from the first time
     */
    public static String of(Socket socket, NameService names, Duration patience) {
        String name = names.ownName(patience);
        return isUsable(name) ? name : literal(socket.getLocalAddress());
    }

    /** Returns whether a name has a domain and only letters that RFC 5321 allows. */
    static boolean isUsable(String name) {
        return FULL_NAME.matcher(name).matches() && !name.startsWith("localhost.");
    }

    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String plain = scope < 0 ? text : text.substring(0, scope);
        return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
    }
}
