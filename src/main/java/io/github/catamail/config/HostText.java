package io.github.catamail.config;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code host}: a name or address with or without its port.
 *
 * @param host the DNS name in its ASCII form (RFC 5891), or the IP address without brackets
 * @param port the port as written behind the colon, or null
 */
public record HostText(String host, @Nullable String port) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?");

    /** Splits a list of hosts. An entry that is none becomes null in its place. */
    public static List<@Nullable HostText> parse(String text) {
        List<@Nullable HostText> hosts = new ArrayList<>();
        for (String entry : ListText.split(text)) {
            hosts.add(parseOne(entry));
        }
        return hosts;
    }

    private static @Nullable HostText parseOne(String entry) {
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            if (end < 0 || !isIpv6(entry.substring(1, end))) {
                return null;
            }
            String rest = entry.substring(end + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) {
                return null;
            }
            return new HostText(entry.substring(1, end), rest.isEmpty() ? null : rest.substring(1));
        }
        int colon = entry.indexOf(':');
        if (colon != entry.lastIndexOf(':')) {
            return isIpv6(entry) ? new HostText(entry, null) : null;
        }
        String name = ascii(colon < 0 ? entry : entry.substring(0, colon));
        return name == null ? null : new HostText(name, colon < 0 ? null : entry.substring(colon + 1));
    }

    private static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || !IPV6.matcher(text).matches()) {
            return false;
        }
        int zone = text.indexOf('%');
        try {
            // Brackets make sure that this is never looked up as a name. The zone may be that of another machine.
            return InetAddress.getByName("[" + (zone < 0 ? text : text.substring(0, zone)) + "]") != null;
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static @Nullable String ascii(String name) {
        try {
            String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
            return NAME.matcher(ascii).matches() ? ascii : null;
        } catch (IllegalArgumentException notAName) {
            return null;
        }
    }

    /** Returns whether a host is this machine itself, so that nothing sent to it leaves the machine. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.toLowerCase(java.util.Locale.ROOT).endsWith(".localhost")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1");
    }
}
