package io.github.catamail.config;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.NamedNodeMap;
import org.xml.sax.InputSource;

/**
 * A resource that people publish for Tomcat's own factory, as it stands, names and addresses aside.
 *
 * @param from where it is from
 * @param resource the element
 * @param server what it means
 * @param user who logs in, or nothing
 * @param warnings what there is to say of it: attribute and topic
 */
public record Recipe(String from, String resource, String server, String user, List<String> warnings) {
    Recipe(String from, String resource, String server, String user, String... warnings) {
        this(from, resource, server, user, List.of(warnings));
    }

    /** Returns the attributes as they stand. */
    public Map<String, String> attributes() throws Exception {
        NamedNodeMap nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(resource)))
                .getDocumentElement()
                .getAttributes();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            attributes.put(nodes.item(i).getNodeName(), nodes.item(i).getNodeValue());
        }
        return attributes;
    }

    @Override
    public String toString() {
        return from;
    }

    /** Returns all of them. */
    public static Stream<Recipe> all() {
        return Stream.of(
                new Recipe("The Tomcat manual, Archiva, Hippo, Rapla", """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="localhost"/>
                        """, "localhost:25, no TLS", ""),
                new Recipe("A mail catcher for development", """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="127.0.0.1" mail.smtp.port="2525"/>
                        """, "127.0.0.1:2525, no TLS", ""),
                new Recipe("Confluence: Gmail over smtps", """
                        <Resource name="mail/GmailSmtpServer" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.gmail.com" mail.smtp.port="465" mail.smtp.auth="true"
                                  mail.smtp.user="u@gmail.com" password="p" mail.smtp.starttls.enable="true"
                                  mail.transport.protocol="smtps"
                                  mail.smtp.socketFactory.class="javax.net.ssl.SSLSocketFactory"/>
                        """, "smtp.gmail.com:465, implicit TLS", "u@gmail.com"),
                new Recipe(
                        "Jira: 587 with STARTTLS and the socket factory left over",
                        """
                        <Resource name="mail/JiraMailServer" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="mail.example.com" mail.smtp.port="587" mail.smtp.auth="true"
                                  mail.smtp.user="jira@example.com" password="p" mail.smtp.starttls.enable="true"
                                  mail.smtp.socketFactory.class="javax.net.ssl.SSLSocketFactory"/>
                        """,
                        "mail.example.com:587, STARTTLS",
                        "jira@example.com"),
                new Recipe(
                        "Roller, Archiva: Gmail with the whole socket factory recipe",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.transport.protocol="smtp" mail.smtp.host="smtp.gmail.com" mail.smtp.port="465"
                                  mail.smtp.auth="true" mail.smtp.user="blah.blah@gmail.com" password="p"
                                  mail.smtp.starttls.enable="true"
                                  mail.smtp.socketFactory.class="javax.net.ssl.SSLSocketFactory"
                                  mail.smtp.socketFactory.port="465" mail.smtp.socketFactory.fallback="false"
                                  mail.debug="false" description="Global E-Mail Resource"/>
                        """,
                        "smtp.gmail.com:465, implicit TLS",
                        "blah.blah@gmail.com"),
                new Recipe(
                        "Gmail with the port of the socket factory beside that of STARTTLS",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.gmail.com" mail.smtp.port="587"
                                  mail.smtp.auth="true" mail.smtp.user="u@gmail.com" password="p"
                                  mail.smtp.starttls.enable="true"
                                  mail.smtp.socketFactory.class="javax.net.ssl.SSLSocketFactory"
                                  mail.smtp.socketFactory.port="465"/>
                        """,
                        "smtp.gmail.com:465, implicit TLS",
                        "u@gmail.com"),
                new Recipe(
                        "JSPWiki, Gmail and many more: 587 with STARTTLS",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp-relay.example.com" mail.smtp.port="587" mail.smtp.auth="true"
                                  mail.smtp.starttls.enable="true" mail.smtp.user="login@example.com" password="p"
                                  mail.from="wiki@example.com"/>
                        """,
                        "smtp-relay.example.com:587, STARTTLS",
                        "login@example.com"),
                new Recipe(
                        "JSPWiki: names of its own, which Jakarta Mail does not know",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="127.0.0.1" mail.smtp.port="25" mail.smtp.account="your-account-name"
                                  mail.smtp.password="your-password" mail.from="Snoop Dogg &lt;snoop@dogg.example&gt;"
                                  mail.smtp.timeout="5000" mail.smtp.connectiontimeout="5000"
                                  mail.smtp.starttls.enable="true"/>
                        """,
                        "127.0.0.1:25, STARTTLS if offered",
                        "",
                        "mail.smtp.account [unknown-property]",
                        "mail.smtp.password [half-credentials]"),
                new Recipe(
                        "Dataverse: Office 365 by way of the fallback",
                        """
                        <Resource name="mail/notifyMailSession" auth="Container" type="jakarta.mail.Session"
                                  mail.host="smtp.office365.com" mail.user="u@example.org" mail.from="u@example.org"
                                  mail.smtp.auth="true" mail.smtp.password="p" mail.smtp.port="587"
                                  mail.smtp.socketFactory.port="587" mail.smtp.socketFactory.fallback="true"
                                  mail.smtp.socketFactory.class="javax.net.ssl.SSLSocketFactory"
                                  mail.smtp.starttls.enable="true"/>
                        """,
                        "smtp.office365.com:587, STARTTLS",
                        "u@example.org",
                        "mail.smtp.socketFactory.fallback [no-effect]"),
                new Recipe(
                        "JavaMelody: smtps and nothing else", """
                        <Resource name="mail/MySession" auth="Container" type="jakarta.mail.Session"
                                  mail.smtps.host="smtp.gmail.com" mail.smtps.user="u@gmail.com" mail.from="abhishek"
                                  mail.smtps.auth="true" mail.smtps.password="p" mail.transport.protocol="smtps"/>
                        """, "smtp.gmail.com:465, implicit TLS", "u@gmail.com"),
                new Recipe(
                        "JavaMelody: Yahoo without a protocol",
                        """
                        <Resource name="mail/MySession" auth="Container" type="jakarta.mail.Session"
                                  mail.smtps.host="smtp.mail.yahoo.com" mail.smtps.port="465" mail.smtps.auth="true"
                                  mail.smtps.user="u@yahoo.com" password="p"/>
                        """,
                        "smtp.mail.yahoo.com:465, implicit TLS",
                        "u@yahoo.com"),
                new Recipe(
                        "LabKey: a user that nobody logs in as",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.example.com" mail.smtp.user="Anonymous" mail.smtp.port="25"/>
                        """,
                        "smtp.example.com:25, no TLS",
                        "",
                        "mail.smtp.user [half-credentials]"),
                new Recipe(
                        "Vertigo: a relay, with blanks where a login could be", """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.example.com" mail.smtp.user="" mail.smtp.password=""
                                  mail.smtp.port="25" mail.from="app@example.com"/>
                        """, "smtp.example.com:25, no TLS", ""),
                new Recipe("A relay where login was switched off", """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.example.com" mail.smtp.auth="false" mail.smtp.user="u"
                                  mail.smtp.password=""/>
                        """, "smtp.example.com:25, no TLS", ""),
                new Recipe(
                        "A relay where login was left on without one",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.example.com" mail.smtp.port="587" mail.smtp.auth="true"/>
                        """,
                        "smtp.example.com:587, STARTTLS if offered",
                        "",
                        "mail.smtp.auth [no-effect]"),
                new Recipe(
                        "whwebc: a global resource with smtps, ssl.enable and names that belong elsewhere",
                        """
                        <Resource auth="Container" global="mail/whwebc-mail" mail.debug="false"
                                  mail.from="app@example.com" mail.port="465" mail.smtp.auth="true"
                                  mail.smtp.from="app@example.com" mail.smtp.host="smtp.example.com"
                                  mail.smtp.ssl.enable="true" mail.smtp.user="app@example.com"
                                  mail.transport.protocol="smtps" name="mail/whwebc-mail" password="p"
                                  type="jakarta.mail.Session"/>
                        """,
                        "smtp.example.com:465, implicit TLS",
                        "app@example.com",
                        "mail.port [unknown-property]"),
                new Recipe(
                        "A global session whose password is mail.smtp.password, with ssl.trust",
                        """
                        <Resource name="mail/GlobalSession" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.example.com" mail.smtp.port="587" mail.smtp.auth="true"
                                  mail.smtp.starttls.enable="true" mail.smtp.ssl.trust="smtp.example.com"
                                  mail.smtp.user="u" mail.smtp.password="p" mail.debug="false"
                                  mail.transport.protocol="smtp"/>
                        """,
                        "smtp.example.com:587, STARTTLS",
                        "u",
                        "mail.smtp.ssl.trust [untrusted-certificate]"),
                new Recipe(
                        "Self-signed: trust everything, and name no TLS version but one",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.example.com" mail.smtp.port="465" mail.smtp.auth="true"
                                  mail.smtp.ssl.enable="true" mail.smtp.ssl.trust="*"
                                  mail.smtp.ssl.checkserveridentity="false" mail.smtp.ssl.protocols="TLSv1.2"
                                  mail.smtp.user="u" password="p"/>
                        """,
                        "smtp.example.com:465, implicit TLS",
                        "u",
                        "mail.smtp.ssl.checkserveridentity [hostname-check-off]",
                        "mail.smtp.ssl.trust [untrusted-certificate]"),
                new Recipe("Office 365 with time-outs", """
                        <Resource name="mail/NotificationSession" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.office365.com" mail.smtp.port="587" mail.smtp.auth="true"
                                  mail.smtp.starttls.enable="true" mail.smtp.starttls.required="true"
                                  mail.smtp.connectiontimeout="5000" mail.smtp.timeout="10000"
                                  mail.smtp.writetimeout="10000" mail.smtp.user="u@example.com" password="p"/>
                        """, "smtp.office365.com:587, STARTTLS", "u@example.com"),
                new Recipe(
                        "Amazon SES on port 25 with STARTTLS",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.transport.protocol="smtp" mail.smtp.host="email-smtp.us-east-1.amazonaws.com"
                                  mail.smtp.port="25" mail.smtp.auth="true" mail.smtp.starttls.enable="true"
                                  mail.smtp.starttls.required="true" mail.smtp.user="AKIAEXAMPLE" password="p"/>
                        """,
                        "email-smtp.us-east-1.amazonaws.com:25, STARTTLS",
                        "AKIAEXAMPLE"),
                new Recipe(
                        "smtps beside 587 and STARTTLS, which Transport.send never minded",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.transport.protocol="smtps" mail.smtp.host="smtp.gmail.com" mail.smtp.port="587"
                                  mail.smtp.auth="true" mail.smtp.starttls.enable="true" mail.smtp.user="u@gmail.com"
                                  password="p"/>
                        """,
                        "smtp.gmail.com:587, STARTTLS",
                        "u@gmail.com",
                        "mail.transport.protocol [no-effect]"),
                new Recipe(
                        "Vibe: smtp and smtps side by side",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.transport.protocol="smtp" mail.smtp.host="mailhost.example.com"
                                  mail.smtp.user="vibe@example.com" mail.smtp.password="" mail.smtp.auth="false"
                                  mail.smtp.port="25" mail.smtp.sendpartial="true"
                                  mail.smtps.host="mailhost.example.com" mail.smtps.user="vibe@example.com"
                                  mail.smtps.password="" mail.smtps.auth="false" mail.smtps.port="465"
                                  mail.smtps.sendpartial="true"/>
                        """,
                        "mailhost.example.com:25, no TLS",
                        "",
                        "mail.smtp.port [contradiction]"),
                new Recipe("Nuxeo: sends by smtp, reads by pop3", """
                        <Resource auth="Container" name="Mail" type="jakarta.mail.Session"
                                  mail.from="noreply@example.com" mail.store.protocol="pop3" mail.pop3.host="localhost"
                                  mail.pop3.port="110" mail.pop3.user="anonymous" mail.pop3.password="secret"
                                  mail.transport.protocol="smtp" mail.smtp.host="localhost" mail.smtp.port="25"/>
                        """, "localhost:25, no TLS", ""),
                new Recipe(
                        "Endless time-outs and a helo name that is none",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.example.com" mail.smtp.timeout="0"
                                  mail.smtp.connectiontimeout="-1" mail.smtp.localhost="APP_SERVER"
                                  mail.smtp.quitwait="false" mail.smtp.sendpartial="true"/>
                        """,
                        "smtp.example.com:25, no TLS",
                        "",
                        "mail.smtp.connectiontimeout [no-effect]",
                        "mail.smtp.timeout [no-effect]",
                        "mail.smtp.localhost [bad-value]"),
                new Recipe(
                        "Names that never were: EnableSSL, username",
                        """
                        <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                                  mail.smtp.host="smtp.gmail.com" mail.smtp.port="465" mail.smtp.EnableSSL.enable="true"
                                  mail.smtp.user="u@gmail.com" mail.smtp.username="u@gmail.com" password="p"
                                  mail.smtp.auth="true"/>
                        """,
                        "smtp.gmail.com:465, implicit TLS",
                        "u@gmail.com",
                        "mail.smtp.EnableSSL.enable [unknown-property]",
                        "mail.smtp.username [unknown-property]"));
    }
}
