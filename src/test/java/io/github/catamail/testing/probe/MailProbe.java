package io.github.catamail.testing.probe;

import jakarta.annotation.Resource;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.naming.InitialContext;

/**
 * Does with mail sessions what web applications do, and answers with what came of it in plain text. Needs nothing but the
 * servlet, mail and JNDI API.
 */
@WebServlet("/probe")
public class MailProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(name = "mail/Injected")
    private transient Session injected;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        try {
            out.println(answer(request));
        } catch (Exception | LinkageError e) {
            explain(e, out);
        }
    }

    static void explain(Throwable e, PrintWriter out) {
        out.println("FAILED");
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            out.println(cause.getClass().getName() + ": " + cause.getMessage());
        }
    }

    private String answer(HttpServletRequest request) throws Exception {
        String name = request.getParameter("name");
        return switch (request.getParameter("do")) {
            case "lookup" -> lookUp(name).getClass().getName();
            case "properties" -> new TreeMap<Object, Object>(session(name).getProperties()).toString();
            case "mbean" -> attributes(name, request.getParameter("attribute"));
            case "send" -> send(session(name), request.getParameter("via"), request.getParameter("subject"));
            case "background" -> inBackground(session(name), request.getParameter("subject"));
            default -> throw new IllegalArgumentException(request.getQueryString());
        };
    }

    // The application's own JNDI names.
    @SuppressWarnings("BanJNDI")
    private static Object lookUp(String name) throws Exception {
        return new InitialContext().lookup("java:comp/env/" + name);
    }

    private Session session(String name) throws Exception {
        return name.equals("mail/Injected") ? injected : (Session) lookUp(name);
    }

    private static String send(Session session, String via, String subject) throws Exception {
        Message message = message(session, subject);
        switch (via) {
            case "static" -> Transport.send(message);
            case "session" -> send(session.getTransport(), message);
            case "address" -> send(session.getTransport(message.getAllRecipients()[0]), message);
            default -> send(session.getTransport(via), message);
        }
        return "sent";
    }

    private static void send(Transport transport, Message message) throws Exception {
        try (transport) {
            transport.connect();
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    // As in a timer or the common pool, whose threads do not belong to the web application.
    private static String inBackground(Session session, String subject) throws Exception {
        FutureTask<String> task = new FutureTask<>((Callable<String>) () -> send(session, "static", subject));
        Thread thread = new Thread(task, "probe");
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
    }

    /** Returns a message with a text, the same in HTML, and an attachment. */
    private static Message message(Session session, String subject) throws Exception {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText("Grüße aus Tomcat", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText("<p>Grüße aus <b>Tomcat</b></p>", "UTF-8", "html");
        MimeMultipart alternative = new MimeMultipart("alternative", plain, html);
        MimeBodyPart text = new MimeBodyPart();
        text.setContent(alternative);
        MimeBodyPart attachment = new MimeBodyPart();
        attachment.setContent("a,b\n1,2\n", "text/plain; charset=UTF-8");
        attachment.setFileName("table.csv");
        MimeMessage message = new MimeMessage(session);
        if (session.getProperty("mail.from") == null) {
            message.setFrom(new InternetAddress("app@example.com"));
        } else {
            message.setFrom();
        }
        message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress("joe@example.com")});
        message.setSubject(subject, "UTF-8");
        message.setContent(new MimeMultipart("mixed", text, attachment));
        return message;
    }

    private static String attributes(String pattern, String attribute) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder answer = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName(pattern), null)) {
            answer.append(name)
                    .append(' ')
                    .append(value(server, name, attribute))
                    .append('\n');
        }
        return answer.toString();
    }

    private static Object value(MBeanServer server, ObjectName name, String attribute) throws Exception {
        try {
            return server.getAttribute(name, attribute);
        } catch (AttributeNotFoundException e) {
            return "none";
        }
    }
}
