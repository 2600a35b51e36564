package io.github.catamail.doctor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that Jakarta Mail, Java, Tomcat and mail servers have for what is wrong, and the attribute that is named for each. */
final class KnownTextsTest {
    private static final String ANGUS = "org.eclipse.angus.mail.";
    private static final String LISTENER = "io.github.catamail.catalina.MailListener";

    static Stream<Arguments> texts() {
        return Stream.of(
                // TLS or not
                arguments("""
                        jakarta.mail.MessagingException: Could not connect to SMTP host: smtp.example.com, port: 587;
                          nested exception is:
                        \tjavax.net.ssl.SSLException: Unsupported or unrecognized SSL message
                        """, Topic.WRONG_TLS_MODE, "tls=\"starttls\""),
                arguments(
                        "javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?",
                        Topic.WRONG_TLS_MODE,
                        "tls=\"starttls\""),
                arguments("""
                        jakarta.mail.MessagingException: Exception reading response
                        \tat org.eclipse.angus.mail.smtp.SMTPTransport.readServerResponse(SMTPTransport.java:2526)
                        Caused by: java.net.SocketTimeoutException: Read timed out
                        """, Topic.TIMEOUT, "tls=\"implicit\""),
                arguments(
                        "jakarta.mail.MessagingException: Got bad greeting from SMTP host: smtp.example.com, port: 25,"
                                + " response: [EOF]",
                        Topic.CONNECTION_CLOSED,
                        "Is this machine allowed to use it?"),
                arguments(
                        "jakarta.mail.MessagingException: Got bad greeting from SMTP host: smtp.example.com, port: 25,"
                                + " response: 554 5.7.1 No SMTP service here",
                        Topic.BAD_GREETING,
                        "'host'"),
                arguments("""
                        org.eclipse.angus.mail.util.MailConnectException: Couldn't connect to host, port: localhost, 25; timeout -1;
                          nested exception is:
                        \tjava.net.ConnectException: Connection refused
                        """, Topic.MISSING_ATTRIBUTE, "'host'"),
                arguments(
                        "com.sun.mail.smtp.SMTPSendFailedException: 530 5.7.0 Must issue a STARTTLS command first. gsmtp",
                        Topic.STARTTLS_NEEDED,
                        "tls=\"starttls\""),
                arguments(
                        "jakarta.mail.MessagingException: STARTTLS is required but host does not support STARTTLS",
                        Topic.STARTTLS_NOT_OFFERED,
                        "tls=\"implicit\""),
                // login
                arguments(
                        ANGUS + "smtp.SMTPSendFailedException: 530 5.7.1 Authentication required",
                        Topic.AUTH_NEEDED,
                        "'mail.smtp.auth'"),
                arguments(
                        "jakarta.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n\t" + ANGUS
                                + "smtp.SMTPAddressFailedException: 554 5.7.1 <a@example.org>: Relay access denied",
                        Topic.AUTH_NEEDED,
                        "'password'"),
                arguments(
                        "jakarta.mail.AuthenticationFailedException: failed to connect, no password specified?",
                        Topic.HALF_CREDENTIALS,
                        "'mail.smtp.auth'"),
                arguments(
                        "jakarta.mail.AuthenticationFailedException: No authentication mechanisms supported by both server"
                                + " and client",
                        Topic.NO_COMMON_MECHANISM,
                        "'authMechanisms'"),
                arguments(
                        "535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8"
                                + " https://support.google.com/mail/?p=BadCredentials x-y.1 - gsmtp",
                        Topic.AUTH_REJECTED,
                        "Google takes an app password"),
                arguments(
                        "jakarta.mail.AuthenticationFailedException: 534-5.7.9 Application-specific password required. For"
                                + " more information, go to\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor"
                                + " x - gsmtp",
                        Topic.AUTH_REJECTED,
                        "app password in 'password'"),
                arguments(
                        "jakarta.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful,"
                                + " SmtpClientAuthentication is disabled for the Tenant.",
                        Topic.AUTH_REJECTED,
                        "-SmtpClientAuthenticationDisabled $false"),
                arguments(
                        "jakarta.mail.AuthenticationFailedException: 535 5.7.3 Authentication unsuccessful"
                                + " [AM0PR01CA0001.eurprd01.prod.outlook.com]",
                        Topic.AUTH_REJECTED,
                        "With a token: check its scope"),
                arguments(
                        "jakarta.mail.AuthenticationFailedException: 334"
                                + " eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==\n"
                                + "Caused by: jakarta.mail.MessagingException: OAUTH2 asked for more",
                        Topic.AUTH_REJECTED,
                        "334 {\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}\".\nThe token in"
                                + " 'password' is expired"),
                arguments(
                        "550 5.7.30 Basic authentication is not supported for Client Submission.",
                        Topic.AUTH_REJECTED,
                        "authMechanisms=\"XOAUTH2\""),
                arguments("535 5.7.8 Authentication credentials invalid", Topic.AUTH_REJECTED, "'user' and 'password'"),
                arguments(
                        "530 5.7.57 Client not authenticated to send mail.",
                        Topic.AUTH_NEEDED,
                        "'user' and 'password'"),
                // limits
                arguments(
                        "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending",
                        Topic.RATE_LIMITED,
                        "'maxTotal'"),
                arguments(
                        "jakarta.mail.AuthenticationFailedException: 432 4.3.2 STOREDRV.ClientSubmit; sender thread limit"
                                + " exceeded",
                        Topic.RATE_LIMITED,
                        "'maxTotal'"),
                arguments("454 Throttling failure: Maximum sending rate exceeded.", Topic.RATE_LIMITED, "'maxRate'"),
                arguments("450 4.2.1 Peak SMTP relay limit exceeded for customer.", Topic.RATE_LIMITED, "'maxRate'"),
                // certificates and versions
                arguments("""
                        jakarta.mail.MessagingException: Could not convert socket to TLS;
                          nested exception is:
                        \tjavax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
                        """, Topic.UNTRUSTED_CERTIFICATE, "'truststoreFile'"),
                arguments(
                        "javax.net.ssl.SSLHandshakeException: No subject alternative DNS name matching mail.example.com found.",
                        Topic.HOSTNAME_MISMATCH,
                        "'tlsServerName'"),
                arguments(
                        "javax.net.ssl.SSLHandshakeException: No subject alternative names matching IP address 10.0.0.25 found",
                        Topic.HOSTNAME_MISMATCH,
                        "'tlsServerName'"),
                arguments(
                        "java.io.IOException: Server is not trusted: smtp.example.com",
                        Topic.UNTRUSTED_CERTIFICATE,
                        "'mail.smtp.ssl.trust'"),
                arguments(
                        "javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites"
                                + " are inappropriate)",
                        Topic.TLS_VERSION,
                        "'tlsProtocols'"),
                arguments(
                        "java.lang.IllegalArgumentException: Unsupported protocolTLSv1.2,TLSv1.3",
                        Topic.BAD_VALUE,
                        "'tlsProtocols'"),
                arguments(
                        "jakarta.mail.MessagingException: Could not convert socket to TLS",
                        Topic.TLS_FAILED,
                        "'tlsProtocols'"),
                arguments(
                        "javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version",
                        Topic.TLS_VERSION,
                        "TLS"),
                arguments(
                        "javax.net.ssl.SSLHandshakeException: Received fatal alert: bad_certificate",
                        Topic.CLIENT_CERTIFICATE,
                        "'keystoreFile'"),
                arguments(
                        "Caused by: java.security.cert.CertificateExpiredException: NotAfter: Sun Mar 01 00:00:00 UTC 2026",
                        Topic.CERTIFICATE_DATES,
                        "'truststoreFile'"),
                arguments(
                        "java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty",
                        Topic.TLS_FILE,
                        "'truststoreFile'"),
                arguments(
                        "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake",
                        Topic.TLS_FAILED,
                        "'keystoreFile'"),
                // network
                arguments("""
                        jakarta.mail.MessagingException: Unknown SMTP host: smtp.exmaple.com;
                          nested exception is:
                        \tjava.net.UnknownHostException: smtp.exmaple.com
                        """, Topic.UNKNOWN_HOST, "'host'"),
                arguments(
                        "java.net.UnknownHostException: smtp.exmaple.com", Topic.UNKNOWN_HOST, "\"smtp.exmaple.com\""),
                arguments(
                        ANGUS
                                + "util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 2525; timeout"
                                + " -1;\n  nested exception is:\n\tjava.net.ConnectException: Connection refused",
                        Topic.CONNECT_FAILED,
                        "'port'"),
                arguments(
                        ANGUS
                                + "util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 587; timeout"
                                + " -1;\n  nested exception is:\n\tjava.net.SocketException: Network is unreachable",
                        Topic.CONNECT_FAILED,
                        "This machine has no way to that address"),
                arguments(
                        ANGUS
                                + "util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 25; timeout"
                                + " 5000;\n  nested exception is:\n\tjava.net.SocketTimeoutException: Connect timed out",
                        Topic.CONNECT_FAILED,
                        "'connectTimeout'"),
                arguments(
                        "jakarta.mail.MessagingException: IOException while sending message;\n  nested exception is:\n"
                                + "\tjava.net.SocketTimeoutException: Write timed out",
                        Topic.TIMEOUT,
                        "'writeTimeout'"),
                arguments(
                        "jakarta.mail.MessagingException: Can't send command to SMTP host",
                        Topic.CONNECTION_CLOSED,
                        "'idleTimeout'"),
                // replies to what is sent
                arguments("501 Syntactically invalid HELO argument(s)", Topic.HELO_REFUSED, "'heloName'"),
                arguments("501 HELO requires domain address", Topic.HELO_REFUSED, "'heloName'"),
                arguments(
                        ANGUS
                                + "smtp.SMTPSenderFailedException: 553 5.7.1 <app@example.com>: Sender address rejected: not"
                                + " owned by user",
                        Topic.SENDER_REFUSED,
                        "'from'"),
                arguments(
                        ANGUS
                                + "smtp.SMTPSendFailedException: 550 5.7.60 SMTP; Client does not have permissions to send as"
                                + " this sender",
                        Topic.SENDER_REFUSED,
                        "'from'"),
                arguments(
                        ANGUS + "smtp.SMTPAddressFailedException: 550 5.1.1 <joe@example.com>: User unknown",
                        Topic.RECIPIENT_REFUSED,
                        "orrect the address"),
                arguments(
                        ANGUS + "smtp.SMTPSendFailedException: 250 2.0.0 queued as 1234",
                        Topic.RECIPIENT_REFUSED,
                        "partial=\"send-and-log\""),
                arguments(
                        "jakarta.mail.SendFailedException: Invalid Addresses",
                        Topic.RECIPIENT_REFUSED,
                        "partial=\"send\""),
                arguments(
                        ANGUS + "smtp.SMTPSendFailedException: 552 5.3.4 Message size exceeds fixed limit",
                        Topic.MESSAGE_REFUSED,
                        "larger than the server takes"),
                arguments(
                        "java.lang.IllegalArgumentException: Command contains illegal character",
                        Topic.RECIPIENT_REFUSED,
                        "check its addresses"),
                // jars and names
                arguments(
                        "javax.naming.NamingException: Could not create resource instance",
                        Topic.WRONG_TYPE,
                        "type=\"jakarta.mail.Session\""),
                arguments(
                        "java.lang.ClassCastException: class jakarta.mail.Session cannot be cast to class"
                                + " jakarta.mail.Session (jakarta.mail.Session is in unnamed module of loader"
                                + " java.net.URLClassLoader @1)",
                        Topic.WRONG_JARS,
                        LISTENER),
                arguments("""
                        javax.naming.NamingException: Unexpected exception resolving reference
                        Caused by: java.lang.IllegalStateException: Cannot load interface jakarta.mail.util.StreamProvider as ServiceLoader
                        Caused by: java.util.ServiceConfigurationError: jakarta.mail.util.StreamProvider: org.eclipse.angus.mail.util.MailStreamProvider not a subtype
                        """, Topic.WRONG_JARS, LISTENER),
                arguments(
                        "java.util.ServiceConfigurationError: jakarta.mail.Provider: com.sun.mail.imap.IMAPProvider not a"
                                + " subtype",
                        Topic.WRONG_JARS,
                        LISTENER),
                arguments(
                        "java.lang.ClassCastException: org.eclipse.angus.mail.handlers.multipart_mixed cannot be cast to"
                                + " jakarta.activation.DataContentHandler",
                        Topic.WRONG_JARS,
                        LISTENER),
                arguments("jakarta.mail.NoSuchProviderException: smtp", Topic.WRONG_JARS, LISTENER),
                arguments(
                        "java.lang.NoClassDefFoundError: jakarta/mail/util/LineInputStream",
                        Topic.WRONG_JARS,
                        LISTENER),
                arguments("""
                        jakarta.mail.MessagingException: IOException while sending message
                        Caused by: jakarta.activation.UnsupportedDataTypeException: no object DCH for MIME type multipart/mixed
                        """, Topic.WRONG_JARS, "angus-activation"),
                arguments(
                        "java.lang.LinkageError: loader constraint violation: when resolving method 'void"
                                + " jakarta.mail.internet.MimeBodyPart.setDataHandler(jakarta.activation.DataHandler)'",
                        Topic.WRONG_JARS,
                        LISTENER),
                arguments("""
                        javax.naming.NamingException: Could not create resource factory instance
                        Caused by: java.lang.NoClassDefFoundError: jakarta/mail/Authenticator
                        """, Topic.WRONG_JARS, "unzip the Catamail overlay"),
                arguments(
                        "java.lang.IllegalStateException: No provider of jakarta.mail.util.StreamProvider was found",
                        Topic.WRONG_JARS,
                        "unzip the Catamail overlay"),
                arguments(
                        "java.lang.IllegalStateException: Not provider of jakarta.mail.util.StreamProvider was found",
                        Topic.WRONG_JARS,
                        "unzip the Catamail overlay"),
                arguments(
                        "java.lang.RuntimeException: Provider for jakarta.activation.spi.MailcapRegistryProvider cannot be"
                                + " found",
                        Topic.WRONG_JARS,
                        "unzip the Catamail overlay"),
                arguments(
                        "java.lang.NoClassDefFoundError: jakarta/activation/DataHandler",
                        Topic.WRONG_JARS,
                        "unzip the Catamail overlay"),
                arguments("java.lang.NoClassDefFoundError: javax/mail/Session", Topic.WRONG_TYPE, "webapps-javaee"),
                arguments("java.lang.SecurityException: Access to default session denied", Topic.WRONG_JARS, LISTENER),
                arguments(
                        "javax.naming.NoInitialContextException: Cannot instantiate class:"
                                + " org.apache.naming.java.javaURLContextFactory",
                        Topic.MISSING_RESOURCE,
                        "look the session up once"),
                arguments(
                        "javax.naming.NameNotFoundException: Name [comp/env/mail/Session] is not bound in this Context. Unable"
                                + " to find [comp].",
                        Topic.MISSING_RESOURCE,
                        "look the session up once"),
                arguments(
                        "javax.naming.NameNotFoundException: Name [mail/Session] is not bound in this Context. Unable to find"
                                + " [mail].",
                        Topic.MISSING_RESOURCE,
                        "<ResourceLink> with 'global'"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void eachIsExplainedAndTheAttributeNamed(String text, Topic topic, String cure) {
        List<Finding> findings = new Explainer().error(text).findings();

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.what() + "\n" + finding.cure()).contains(cure);
        assertThat(finding.topic()).isEqualTo(topic);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void itIsNoticedInALogToo(String text, Topic topic, String cure) throws Exception {
        String log =
                "26-Nov-2026 09:15:02.123 SEVERE [http-nio-8080-exec-4] com.acme.shop.MailService.send Mail was not sent\n"
                        + text.strip() + "\n\tat com.acme.shop.MailService.send(MailService.java:12)\n"
                        + "26-Nov-2026 09:15:02.124 INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [1] ms\n";

        List<Finding> findings =
                new Explainer().log(new java.io.StringReader(log)).findings();

        assertThat(findings).extracting(Finding::topic).containsExactly(topic);
        assertThat(findings.get(0).where()).matches("line \\d at 26-Nov-2026 09:15:02.123");
    }

    @Test
    void allOfTheListIsUsed() {
        List<String> all = texts().map(arguments -> (String) arguments.get()[0]).toList();

        assertThat(KnownErrors.all())
                .allSatisfy(error -> assertThat(error.fix()).isNotEmpty())
                .filteredOn(error ->
                        all.stream().noneMatch(text -> text.lines().anyMatch(line -> error.in(line) != null)))
                .as("entries that no text above is for")
                .isEmpty();
    }

    @Test
    void whatIsSoughtForFirstIsAPartOfEachPattern() {
        assertThat(KnownErrors.all())
                .flatExtracting(KnownError::finds)
                .allSatisfy(find ->
                        assertThat(find.literal()).as(find.pattern().pattern()).hasSizeGreaterThan(3));
        assertThat(KnownError.Find.of("a(?:b|longer one)cd?ef\\.gh[xyzzy]i\\d+").literal())
                .isEqualTo("ef.gh");
    }
}
