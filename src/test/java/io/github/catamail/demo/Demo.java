package io.github.catamail.demo;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The demo. It installs Tomcat 11 with the overlay, starts a mail server with STARTTLS, declares one {@code <Resource>},
 * sends a message through it, and shows what arrived.
 *
 * <p>It needs what the build sets: {@code -Dcatamail.overlay} and {@code -Dcatamail.tomcat11}. With {@code -Ddemo.once}
 * it ends after the first message, with exit code 0 only if that arrived whole.
 */
public final class Demo {
    private static final Postcard FIRST = new Postcard(
            "joe@example.com",
            "Grüße from Tomcat",
            "Dear Joe,\nthis text, its HTML and the stamp came through java:comp/env/mail/Session.\nNaïve café, 日本, 🐈.");

    private static final String LISTENER = "<Listener className=\"io.github.catamail.catalina.MailListener\"/>";

    private final PrintStream out;
    private final Path dir;
    private final String user = "app@example.com";
    private final String password = randomPassword();

    private Demo(PrintStream out, Path dir) {
        this.out = out;
        this.dir = dir;
    }

    /** Runs the demo. */
    public static void main(String[] arguments) throws Exception {
        boolean once = System.getProperty("demo.once") != null;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path dir = TomcatVersion.overlay().toAbsolutePath().getParent().resolve("demo");
        boolean whole = new Demo(out, dir).run(once);
        System.exit(whole ? 0 : 1);
    }

    private boolean run(boolean once) throws Exception {
        step("Making a private certificate authority and starting a mail server with it");
        TestIdentity authority = TestCertificates.root("Catamail demo CA");
        TestIdentity certificate = authority.issue("localhost").dns("localhost").mint();
        try (SmtpSink sink = SmtpSink.builder()
                        .starttls(certificate.serverContext())
                        .requireTls()
                        .user(user, password)
                        .requireAuth()
                        .start();
                InboxPage page = new InboxPage(sink)) {
            say("It listens on localhost:" + sink.port() + " and wants STARTTLS and a login.");

            step("Unzipping Tomcat 11 and the Catamail overlay over it");
            TomcatInstall install = TomcatVersion.TOMCAT_11.install(dir.resolve("tomcat"));
            say(install.home().toString());

            step("Declaring the mail session in conf/context.xml");
            authority.writeTrustPkcs12(install.home().resolve("conf/demo-ca.p12"), "changeit");
            String resource = resource(sink.port(), password);
            install.everyContext(resource);
            say(resource(sink.port(), "(made up for this run)"));

            step("Declaring the listener in conf/server.xml, so that applications may bring any mail jars");
            install.server(LISTENER);
            say(LISTENER);

            step("Deploying a sample application as webapps/postcard, which brings mail jars of its own");
            List<Path> jars = mailJars(install);
            install.deploy(application(page.url(), jars));
            jars.forEach(jar -> say("WEB-INF/lib/" + jar.getFileName()));

            step("Starting Tomcat");
            try (RunningTomcat tomcat = install.start(TomcatVersion.java(), this::showOurs)) {
                Thread stop = new Thread(tomcat::close, "demo-stop");
                Runtime.getRuntime().addShutdownHook(stop);
                page.sendTo(tomcat.url("/postcard/send"));
                say("It is up: " + tomcat.url("/postcard/") + ", log in "
                        + install.home().resolve("logs"));

                step("Sending an HTML message with an attachment through java:comp/env/mail/Session");
                boolean whole = sendFirst(tomcat, sink);
                if (!once) {
                    say("");
                    say("Send more, and read them: " + page.url());
                    say("See what the connection is made of: sh "
                            + install.home().resolve("bin/catamail.sh") + " test");
                    say("Ctrl-C ends the demo.");
                    new CountDownLatch(1).await();
                }
                Runtime.getRuntime().removeShutdownHook(stop);
                return whole;
            }
        }
    }

    private static String resource(int port, String password) {
        return String.join(
                "\n",
                "<Resource name=\"mail/Session\" auth=\"Container\" type=\"jakarta.mail.Session\"",
                "          factory=\"io.github.catamail.MailSessionFactory\"",
                "          host=\"localhost\" port=\"" + port + "\" tls=\"starttls\"",
                "          user=\"app@example.com\" password=\"" + password + "\" from=\"app@example.com\"",
                "          truststoreFile=\"conf/demo-ca.p12\" truststorePassword=\"changeit\"/>");
    }

    private static WebApp application(URI inbox, List<Path> jars) throws IOException {
        WebApp app = WebApp.named("postcard");
        for (Path jar : jars) {
            app.library(jar);
        }
        return app.classes(PostcardServlet.class, Postcard.class, Stamp.class)
                .text("index.html", "<meta http-equiv=\"refresh\" content=\"0; url=" + inbox + "\">")
                .web("<context-param><param-name>inbox</param-name><param-value>" + inbox
                        + "</param-value></context-param>");
    }

    /** The same that are in Tomcat's lib: without the listener, not even the look-up would work with them. */
    private static List<Path> mailJars(TomcatInstall install) throws IOException {
        return List.of(
                install.jar("jakarta.mail"), install.jar("jakarta.activation-api"), install.jar("angus-activation"));
    }

    private boolean sendFirst(RunningTomcat tomcat, SmtpSink sink)
            throws IOException, InterruptedException, MessagingException {
        HttpRequest request = HttpRequest.newBuilder(tomcat.url("/postcard/send"))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(
                        form(Map.of("to", FIRST.to(), "subject", FIRST.subject(), "text", FIRST.text()))))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 302) {
            say("Tomcat answered " + response.statusCode() + ": "
                    + response.body().strip());
            return false;
        }
        Arrival arrival = Arrival.of(sink.awaitMail(1).get(0));
        show(arrival);
        List<String> differences = arrival.differences(FIRST);
        say(
                differences.isEmpty()
                        ? "It arrived whole: each part is what was sent, byte for byte."
                        : "It did NOT arrive whole; what differs: " + String.join(", ", differences));
        return differences.isEmpty();
    }

    private void show(Arrival arrival) {
        step("What the mail server got");
        say("Envelope: from " + arrival.from() + " to " + String.join(", ", arrival.to()));
        say("TLS:      " + arrival.tls());
        say("Login:    " + arrival.login());
        say("Subject:  " + arrival.subject());
        arrival.parts()
                .forEach(part -> say("Part:     " + part.type() + ", " + part.bytes().length + " bytes"
                        + (part.file().isEmpty() ? "" : ", " + part.file())));
    }

    private void showOurs(String line) {
        if (line.contains("io.github.catamail")) {
            say("| " + line);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String randomPassword() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void step(String text) {
        out.println();
        out.println("* " + text);
    }

    private void say(String text) {
        out.println(text.indent(2).stripTrailing());
    }
}
