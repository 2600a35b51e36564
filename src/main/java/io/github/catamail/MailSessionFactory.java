package io.github.catamail;

import io.github.catamail.catalina.Owners;
import io.github.catamail.catalina.ResourceMBeans;
import io.github.catamail.catalina.ResourceNames;
import io.github.catamail.catalina.SessionClass;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SessionResource;
import io.github.catamail.session.MailSessions;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JNDI object factory to name in a {@code <Resource>}:
 *
 * <pre>{@code
 * <Resource name="mail/Session" type="jakarta.mail.Session" factory="io.github.catamail.MailSessionFactory"
 *           host="smtp.example.com" user="app@example.com" password="..."/>
 * }</pre>
 *
 * <p>With {@code -Djakarta.mail.Session.Factory=io.github.catamail.MailSessionFactory} Tomcat uses it for every resource of
 * type {@code jakarta.mail.Session} that names no factory.
 *
 * <p>Safe for use by several threads.
 */
public final class MailSessionFactory implements ObjectFactory {
    /** Called by JNDI, which makes a factory for each look-up. */
    public MailSessionFactory() {}

    /**
     * Makes a {@code jakarta.mail.Session}.
     *
     * @param reference the {@link Reference} that the container made of the {@code <Resource>}; for anything else the answer
     *     is null, as JNDI wants it
     * @param name the last part of the resource's name, or null
     * @throws NamingException if the configuration is wrong; its message lists all that is wrong with it
     */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object reference,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws NamingException {
        if (!(reference instanceof Reference declared)) {
            return null;
        }
        ResourceMBeans.hideSecrets();
        String resource = ResourceNames.whole(declared, name);
        if (!SessionResource.TYPE.equals(declared.getClassName())) {
            throw wrongType(resource, declared.getClassName());
        }
        SessionClass.requireShared(resource);
        Map<String, String> attributes = attributes(declared);
        // Tomcat hands the attribute on only where it is written; without it, a system property has put Catamail in
        // place.
        boolean strictByDefault = attributes.containsKey("factory");
        return MailSessions.shared()
                .create(
                        resource,
                        attributes,
                        strictByDefault,
                        ResourceNames.isGlobal(declared, resource) ? null : Owners.ofThread());
    }

    private static Map<String, String> attributes(Reference reference) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reference.size(); i++) {
            RefAddr address = reference.get(i);
            if (address.getContent() instanceof String text) {
                attributes.put(address.getType(), text);
            }
        }
        return attributes;
    }

    private static NamingException wrongType(String resource, @Nullable String type) {
        Problems problems = new Problems(resource);
        SessionResource.reportWrongType(problems, type);
        return new ConfigurationException(problems.report());
    }
}
