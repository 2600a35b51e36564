package io.github.catamail.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the mail goes to, and how.
 *
 * @param port of the sink, on this machine
 * @param login whether the connection is upgraded by STARTTLS, and a user logs in by AUTH PLAIN
 * @param recipients of each message
 * @param connections that a pool may have
 * @param pooled whether connections are kept at all, by those that leave the choice
 */
record Target(int port, boolean login, int recipients, int connections, boolean pooled) {
    static final String HOST = "localhost";
    static final String USER = "app@example.com";
    static final String PASSWORD = "s3cret";

    /** Reads what {@link #toString} wrote. */
    static Target parse(String text) {
        String[] fields = text.split(",", -1);
        return new Target(
                Integer.parseInt(fields[0]),
                Boolean.parseBoolean(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Boolean.parseBoolean(fields[4]));
    }

    @Override
    public String toString() {
        return port + "," + login + "," + recipients + "," + connections + "," + pooled;
    }

    /** Returns the addresses that each message goes to. */
    List<String> addresses() {
        return IntStream.rangeClosed(1, recipients)
                .mapToObj(number -> "joe" + number + "@example.com")
                .toList();
    }

    /** Returns the attributes of a {@code <Resource>} of Catamail. */
    Map<String, String> catamail() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("factory", "io.github.catamail.MailSessionFactory");
        attributes.put("host", HOST);
        attributes.put("port", Integer.toString(port));
        attributes.put("tls", login ? "starttls" : "none");
        if (login) {
            attributes.put("user", USER);
            attributes.put("password", PASSWORD);
        }
        attributes.put("pooled", Boolean.toString(pooled));
        if (pooled) {
            attributes.put("maxTotal", Integer.toString(connections));
            attributes.put("maxWait", "30s");
        }
        return Collections.unmodifiableMap(attributes);
    }

    /** Returns the attributes of a {@code <Resource>} of the factory that Tomcat comes with. */
    Map<String, String> stock() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("factory", "org.apache.naming.factory.MailSessionFactory");
        attributes.putAll(properties());
        if (login) {
            attributes.put("mail.smtp.user", USER);
            attributes.put("password", PASSWORD);
        }
        return Collections.unmodifiableMap(attributes);
    }

    /** Returns the properties that Jakarta Mail needs. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", HOST);
        properties.put("mail.smtp.port", Integer.toString(port));
        if (login) {
            properties.put("mail.smtp.auth", "true");
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        return properties;
    }
}
