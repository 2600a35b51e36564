package io.github.catamail.it;

import io.github.catamail.testing.SmtpSink;
import java.util.List;

/** The {@code <Resource>} elements of the integration tests, in both vocabularies. */
final class MailResources {
    /** Each kind of connection, in short names and in those of Jakarta Mail. */
    static final List<String> NAMES = List.of(
            "mail/Plain",
            "mail/PlainProperties",
            "mail/Starttls",
            "mail/StarttlsProperties",
            "mail/Implicit",
            "mail/ImplicitProperties",
            "mail/ImplicitRecipe",
            "mail/Mutual",
            "mail/MutualProperties");

    private static final String LOGIN = "user='" + MailServers.USER + "' password='" + MailServers.PASSWORD + "' ";
    private static final String TRUST =
            "truststoreFile='conf/ca.p12' truststorePassword='" + MailServers.STORE_PASSWORD + "' ";

    private final MailServers servers;

    MailResources(MailServers servers) {
        this.servers = servers;
    }

    /** Returns the server that a resource sends to. */
    SmtpSink sink(String name) {
        if (name.startsWith("mail/Plain")) {
            return servers.plain;
        }
        if (name.startsWith("mail/Implicit")) {
            return servers.implicit;
        }
        return name.startsWith("mail/Mutual") ? servers.mutual : servers.starttls;
    }

    /** Returns all of {@link #NAMES}, one with a {@code resource-ref}, and one that names no factory. */
    String all() {
        return plain() + byStarttls() + implicit() + mutual();
    }

    /** Returns a resource in short names. */
    String starttls(String name) {
        return resource(name, toStarttls() + LOGIN + TRUST);
    }

    /** Returns resources that can be seen to be wrong. */
    String broken() {
        String to = toStarttls();
        return resource("mail/NoPassword", to + "user='" + MailServers.USER + "' " + TRUST)
                + resource("mail/Misspelt", to + "pasword='" + MailServers.PASSWORD + "' user='u' hots='h' " + TRUST)
                + resource("mail/NoFile", to + LOGIN + "truststoreFile='conf/absent.p12'")
                + resource(
                        "mail/WrongStorePassword",
                        to + LOGIN + "truststoreFile='conf/ca.p12' truststorePassword='" + MailServers.PASSWORD + "'")
                + resource(
                        "mail/OldClient",
                        to + LOGIN + TRUST + "keystoreFile='conf/old-client.p12' keystorePassword='"
                                + MailServers.STORE_PASSWORD + "'")
                + resource("mail/NoHost", LOGIN)
                + "<Resource name='mail/Tomcat9' auth='Container' type='javax.mail.Session' " + to + LOGIN + "/>\n"
                + "<Resource name='mail/Tomcat9WithFactory' auth='Container' type='javax.mail.Session'"
                + " factory='io.github.catamail.MailSessionFactory' " + to + LOGIN + "/>\n";
    }

    /** Returns resources that are well formed, and whose mail is never taken. */
    String unlucky(int deadPort) {
        return resource(
                        "mail/WrongLogin",
                        toStarttls() + "user='" + MailServers.USER + "' password='" + MailServers.STORE_PASSWORD + "' "
                                + TRUST)
                + resource("mail/Dead", "host='localhost:" + deadPort + "' tls='starttls' " + LOGIN + TRUST)
                + resource(
                        "mail/Expired",
                        "host='localhost:" + servers.expired.port() + "' tls='starttls' " + LOGIN + TRUST)
                + resource("mail/Untrusted", toStarttls() + LOGIN + "truststoreFile='conf/other.pem'")
                + resource(
                        "mail/WrongName",
                        "host='127.0.0.1:" + servers.starttls.port() + "' tls='starttls' " + LOGIN + TRUST)
                + resource(
                        "mail/WrongMode",
                        "host='localhost:" + servers.starttls.port() + "' tls='implicit' " + LOGIN + TRUST)
                + resource(
                        "mail/Tested",
                        "host='localhost:" + servers.starttls.port() + "' tls='implicit' validateOnStart='fail' "
                                + LOGIN + TRUST)
                + resource(
                        "mail/Watched",
                        "host='127.0.0.1:" + servers.starttls.port() + "' tls='starttls' validateOnStart='warn' "
                                + LOGIN + TRUST)
                + resource("mail/Anonymous", toStarttls() + TRUST)
                + resource(
                        "mail/NoClient",
                        "host='localhost:" + servers.mutual.port() + "' tls='starttls' " + LOGIN + TRUST);
    }

    private String toStarttls() {
        return "host='localhost:" + servers.starttls.port() + "' tls='starttls' ";
    }

    private String plain() {
        int port = servers.plain.port();
        return resource("mail/Plain", "host='localhost' port='" + port + "'")
                + resource("mail/PlainProperties", "mail.smtp.host='localhost' mail.smtp.port='" + port + "'");
    }

    private String byStarttls() {
        String properties = "mail.smtp.host='localhost' mail.smtp.port='" + servers.starttls.port()
                + "' mail.smtp.auth='true' mail.smtp.starttls.enable='true' mail.smtp.user='" + MailServers.USER
                + "' password='" + MailServers.PASSWORD + "' " + TRUST;
        return starttls("mail/Starttls")
                + starttls("mail/Referenced")
                + resource("mail/StarttlsProperties", properties)
                + "<Resource name='mail/Swapped' auth='Container' type='jakarta.mail.Session' " + properties + "/>\n";
    }

    private String implicit() {
        int port = servers.implicit.port();
        return resource(
                        "mail/Implicit",
                        "host='localhost:" + port + "' tls='implicit' truststoreFile='conf/ca.pem' " + LOGIN)
                + resource(
                        "mail/ImplicitProperties",
                        "mail.transport.protocol='smtps' mail.smtps.host='localhost' mail.smtps.port='" + port
                                + "' mail.smtps.auth='true' mail.smtps.user='" + MailServers.USER + "' password='"
                                + MailServers.PASSWORD + "' " + TRUST)
                // The recipe of the time when STARTTLS was new, as it is found all over the web.
                + resource(
                        "mail/ImplicitRecipe",
                        "mail.smtp.host='localhost' mail.smtp.port='" + port
                                + "' mail.smtp.auth='true' mail.smtp.user='"
                                + MailServers.USER + "' password='" + MailServers.PASSWORD
                                + "' mail.smtp.starttls.enable='true' mail.transport.protocol='smtps'"
                                + " mail.smtp.socketFactory.class='javax.net.ssl.SSLSocketFactory' " + TRUST);
    }

    private String mutual() {
        int port = servers.mutual.port();
        return resource(
                        "mail/Mutual",
                        "host='localhost:" + port + "' tls='starttls' " + LOGIN + TRUST
                                + "keystoreFile='conf/client.p12' keystorePassword='" + MailServers.STORE_PASSWORD
                                + "'")
                + resource(
                        "mail/MutualProperties",
                        "mail.smtp.host='localhost' mail.smtp.port='" + port
                                + "' mail.smtp.auth='true' mail.smtp.starttls.required='true' mail.smtp.starttls.enable='true'"
                                + " mail.smtp.user='" + MailServers.USER + "' password='" + MailServers.PASSWORD
                                + "' keystoreFile='conf/client.pem' " + TRUST);
    }

    private static String resource(String name, String attributes) {
        return "<Resource name='" + name + "' auth='Container' type='jakarta.mail.Session'"
                + " factory='io.github.catamail.MailSessionFactory' " + attributes + "/>\n";
    }
}
