package io.github.catamail.testing.probe;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.naming.InitialContext;
import org.apache.commons.mail2.jakarta.HtmlEmail;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends with the libraries that applications use, which it finds in its own {@code WEB-INF/lib}. */
@WebServlet("/library")
public class LibraryProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String FROM = "app@example.com";
    private static final String TO = "joe@example.com";
    private static final String HTML = "<p>Grüße</p>";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            Session session = session(request.getParameter("name"));
            String subject = request.getParameter("subject");
            switch (request.getParameter("with")) {
                case "spring" -> spring(session, subject);
                case "commons-email" -> commonsEmail(session, subject);
                case "simple-java-mail" -> simpleJavaMail(session, subject);
                default -> throw new IllegalArgumentException(request.getQueryString());
            }
            response.getWriter().println("sent");
        } catch (Exception | LinkageError e) {
            MailProbe.explain(e, response.getWriter());
        }
    }

    // The application's own JNDI names.
    @SuppressWarnings("BanJNDI")
    private static Session session(String name) throws Exception {
        return (Session) new InitialContext().lookup("java:comp/env/" + name);
    }

    private static void spring(Session session, String subject) throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setSession(session);
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(FROM);
        helper.setTo(TO);
        helper.setSubject(subject);
        helper.setText("Grüße", HTML);
        sender.send(message);
    }

    private static void commonsEmail(Session session, String subject) throws Exception {
        HtmlEmail email = new HtmlEmail();
        email.setMailSession(session);
        email.setCharset("UTF-8");
        email.setFrom(FROM);
        email.addTo(TO);
        email.setSubject(subject);
        email.setHtmlMsg(HTML);
        email.setTextMsg("Grüße");
        email.send();
    }

    private static void simpleJavaMail(Session session, String subject) {
        Email email = EmailBuilder.startingBlank()
                .from(FROM)
                .to("Joe", TO)
                .withSubject(subject)
                .withPlainText("Grüße")
                .withHTMLText(HTML)
                .buildEmail();
        MailerBuilder.usingSession(session).buildMailer().sendMail(email).join();
    }
}
