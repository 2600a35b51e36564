package io.github.catamail.testing.probe;

import jakarta.mail.Address;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.naming.InitialContext;

/**
 * Does all that an application can trip over when it bundles mail jars. Answers {@code ok}, or with the failure and its
 * causes. Keeps to what JavaMail 1.4 had.
 */
@WebServlet("/layout")
public class LayoutProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            run(request.getParameter("do"), request.getParameter("subject"));
            response.getWriter().println("ok");
        } catch (Exception | LinkageError | java.util.ServiceConfigurationError e) {
            Causes.print(e, response.getWriter());
        }
    }

    private static void run(String operation, String subject) throws Exception {
        switch (operation) {
            case "lookup" -> session("mail/Session");
            case "text" -> Transport.send(OwnMail.text(session("mail/Session"), subject));
            case "parts" -> Transport.send(OwnMail.parts(session("mail/Session"), subject));
            case "attachment" -> Transport.send(OwnMail.attachment(session("mail/Session"), subject));
            case "mailcap" -> Transport.send(OwnMail.document(session("mail/Session"), subject, OwnMail.OF_MAILCAP));
            case "jakarta.mailcap" ->
                Transport.send(OwnMail.document(session("mail/Session"), subject, OwnMail.OF_JAKARTA_MAILCAP));
            case "provider" -> session("mail/Session").getStore("own").connect("host", "user", "password");
            case "background" -> inBackground(session("mail/Session"), subject);
            case "transports" -> byEveryTransport(session("mail/Session"), subject);
            case "global" -> Transport.send(OwnMail.attachment(session("mail/Global"), subject));
            case "store" -> readMailbox(session("mail/Box"));
            default -> throw new IllegalArgumentException(operation);
        }
    }

    // The application's own JNDI names.
    @SuppressWarnings("BanJNDI")
    private static Session session(String name) throws Exception {
        return (Session) new InitialContext().lookup("java:comp/env/" + name);
    }

    private static void inBackground(Session session, String subject) throws Exception {
        FutureTask<Object> task = new FutureTask<>((Callable<Object>) () -> {
            Transport.send(OwnMail.attachment(session, subject));
            return null;
        });
        Thread thread = new Thread(task, "probe");
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    // With listeners, for which Jakarta Mail starts a thread.
    private static void byEveryTransport(Session session, String subject) throws Exception {
        Message message = OwnMail.attachment(session, subject);
        message.saveChanges();
        Address recipient = message.getAllRecipients()[0];
        for (Transport transport : new Transport[] {
            session.getTransport(),
            session.getTransport("smtp"),
            session.getTransport("smtps"),
            session.getTransport(recipient)
        }) {
            OwnListener listener = new OwnListener();
            transport.addConnectionListener(listener);
            transport.addTransportListener(listener);
            transport.connect();
            try {
                listener.awaitOpened();
                transport.sendMessage(message, message.getAllRecipients());
                listener.awaitDelivered();
            } finally {
                transport.close();
            }
            listener.awaitClosed();
        }
    }

    private static void readMailbox(Session session) throws Exception {
        Store store = session.getStore();
        store.connect();
        try {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            String subject = inbox.getMessage(1).getSubject();
            inbox.close(false);
            if (!subject.equals("In the box")) {
                throw new IllegalStateException(subject);
            }
        } finally {
            store.close();
        }
    }
}
