package io.github.catamail.testing;

import io.github.catamail.MailSessionFactory;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import javax.naming.CompositeName;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;

/** A {@code <Resource>} as Tomcat hands it to the factory, without a Tomcat. */
public final class Resource {
    private final Reference reference =
            new Reference("jakarta.mail.Session", "org.apache.naming.factory.ResourceFactory", null);

    private Resource() {
        with("auth", "Container").with("scope", "Shareable").with("singleton", "true");
    }

    /** A resource that names the factory. */
    public static Resource mail() {
        return new Resource().with("factory", MailSessionFactory.class.getName());
    }

    /** A resource for the stock factory, in whose place the system property has put Catamail. */
    public static Resource withoutFactory() {
        return new Resource();
    }

    public Resource with(String name, String value) {
        reference.add(new StringRefAddr(name, value));
        return this;
    }

    /** Adds host and port of a server. */
    public Resource at(String host, int port) {
        return with("host", host).with("port", Integer.toString(port));
    }

    public Reference reference() {
        return reference;
    }

    /** Looks the session up. */
    public Session session() throws NamingException {
        return session("Session");
    }

    /** Looks the session up under a name of its own. */
    public Session session(String name) throws NamingException {
        return (Session)
                new MailSessionFactory().getObjectInstance(reference, new CompositeName().add(name), null, null);
    }

    /** A small text message in a session. */
    public static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("app@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("to@example.com"));
        message.setSubject("A subject");
        message.setText("A text\n.\n.with dots\n");
        return message;
    }
}
