package io.github.catamail.bench;

import io.github.catamail.MailSessionFactory;
import jakarta.mail.Session;
import java.util.Map;
import javax.naming.CompositeName;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;

/** Sessions without a Tomcat: the factories are asked directly. */
final class FactorySessions implements SessionSource {
    @Override
    public Session catamail(Target target) throws NamingException {
        return session(new MailSessionFactory(), target.catamail());
    }

    @Override
    public Session stock(Target target) throws NamingException {
        return session(new org.apache.naming.factory.MailSessionFactory(), target.stock());
    }

    private static Session session(ObjectFactory factory, Map<String, String> attributes) throws NamingException {
        Reference reference = new Reference("jakarta.mail.Session");
        attributes.forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        try {
            return (Session) factory.getObjectInstance(reference, new CompositeName("mail/Session"), null, null);
        } catch (NamingException wrong) {
            throw wrong;
        } catch (Exception failure) {
            throw (NamingException) new NamingException(failure.getMessage()).initCause(failure);
        }
    }
}
