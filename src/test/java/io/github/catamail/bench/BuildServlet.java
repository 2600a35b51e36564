package io.github.catamail.bench;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;

/** Builds messages of 2 KB and writes them to nowhere, as an application does before any of it goes over the network. */
@WebServlet("/build")
public class BuildServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String TEXT = "Forty-eight letters in each line of the text.\r\n".repeat(42);

    /** Answers with the nanoseconds that one message takes, the mean of {@code count}. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int count = Integer.parseInt(request.getParameter("count"));
        try {
            Session session = Session.getInstance(new Properties());
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                build(session, i);
            }
            response.getWriter().print((System.nanoTime() - start) / count);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static void build(Session session, int number) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("app@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("joe@example.com"));
        message.setSubject("Message " + number, "UTF-8");
        message.setText(TEXT, "UTF-8");
        message.saveChanges();
        message.writeTo(OutputStream.nullOutputStream());
    }
}
