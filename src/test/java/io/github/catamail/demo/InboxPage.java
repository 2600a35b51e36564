package io.github.catamail.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.ReceivedMail;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The page that shows what the mail server got, with a form that goes to the sample application in Tomcat. */
final class InboxPage implements AutoCloseable {
    private final SmtpSink sink;
    private final HttpServer server;
    private volatile URI sendUrl = URI.create("about:blank");

    InboxPage(SmtpSink sink) throws IOException {
        this.sink = sink;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** Says where the form goes to. */
    void sendTo(URI url) {
        sendUrl = url;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean found = exchange.getRequestURI().getPath().equals("/");
            byte[] body = (found ? page() : "There is nothing here.").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
            // What is in a message is shown, never run.
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
            exchange.sendResponseHeaders(found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String page() throws IOException {
        List<ReceivedMail> mails = new ArrayList<>(sink.mails());
        Collections.reverse(mails);
        StringBuilder cards = new StringBuilder();
        for (ReceivedMail mail : mails) {
            cards.append(card(mail));
        }
        return template()
                .replace("{send}", escape(sendUrl.toString()))
                .replace("{count}", mails.size() == 1 ? "1 message" : mails.size() + " messages")
                .replace("{cards}", cards);
    }

    private static String card(ReceivedMail mail) {
        try {
            Arrival arrival = Arrival.of(mail);
            return "<article><header><h2>" + escape(arrival.subject()) + "</h2><p>" + escape(arrival.from())
                    + " &rarr; "
                    + escape(String.join(", ", arrival.to())) + "</p></header>"
                    + arrival.part("text/html").map(InboxPage::frame).orElse("")
                    + arrival.part("image/png").map(InboxPage::picture).orElse("")
                    + "<dl><dt>Transport</dt><dd>" + escape(arrival.tls()) + "</dd><dt>Login</dt><dd>"
                    + escape(arrival.login()) + "</dd><dt>Parts</dt><dd>"
                    + arrival.parts().stream().map(InboxPage::line).collect(Collectors.joining("<br>"))
                    + "</dd></dl><details><summary>Source, " + mail.bytes().length + " bytes</summary><pre>"
                    + escape(mail.raw()) + "</pre></details></article>";
        } catch (MessagingException | IOException e) {
            return "<article><p>This message cannot be read: " + escape(String.valueOf(e.getMessage()))
                    + "</p></article>";
        }
    }

    private static String frame(Arrival.Leaf part) {
        return "<iframe sandbox title=\"the message in HTML\" srcdoc=\"" + escape(part.text()) + "\"></iframe>";
    }

    private static String picture(Arrival.Leaf part) {
        return "<img alt=\"" + escape(part.file()) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(part.bytes()) + "\">";
    }

    private static String line(Arrival.Leaf part) {
        return escape(part.type()) + ", " + part.bytes().length + " bytes"
                + (part.file().isEmpty() ? "" : ", " + escape(part.file()));
    }

    private static String escape(String text) {
        return Postcard.escape(text);
    }

    private static String template() throws IOException {
        try (InputStream in = InboxPage.class.getResourceAsStream("inbox.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
