package io.github.catamail.config;

import java.net.IDN;
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
record HostText(String host, @Nullable String port) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?");

    /** Splits a list of hosts. An entry that is none becomes null in its place. */
    static List<@Nullable HostText> parse(String text) {
        List<@Nullable HostText> hosts = new ArrayList<>();
        for (String entry : ListText.split(text)) {
            hosts.add(parseOne(entry));
        }
        return hosts;
    }

    private static @Nullable HostText parseOne(String entry) {
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            if (end < 0 || !IPV6.matcher(entry.substring(1, end)).matches()) {
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
            return IPV6.matcher(entry).matches() ? new HostText(entry, null) : null;
        }
        String name = ascii(colon < 0 ? entry : entry.substring(0, colon));
        return name == null ? null : new HostText(name, colon < 0 ? null : entry.substring(colon + 1));
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
