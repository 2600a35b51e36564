package io.github.catamail.bench;

import jakarta.mail.Session;
import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sessions as an application in Tomcat gets them. */
final class LookedUpSessions implements SessionSource {
    private static final String CATAMAIL = "mail/Catamail";
    private static final String STOCK = "mail/Stock";

    /** Returns the resources of an application, for its {@code <Context>}. */
    static String declarations(Target target) {
        return resource(CATAMAIL, target.catamail()) + resource(STOCK, target.stock());
    }

    /** Returns one resource for {@code <GlobalNamingResources>}. */
    static String global(Target target) {
        return resource(CATAMAIL, target.catamail());
    }

    /** Returns the link to it, for the {@code <Context>} of an application. */
    static String link() {
        return "<ResourceLink name=\"" + CATAMAIL + "\" global=\"" + CATAMAIL + "\" type=\"jakarta.mail.Session\"/>\n";
    }

    @Override
    public Session catamail(Target target) throws NamingException {
        return lookUp(CATAMAIL);
    }

    @Override
    public Session stock(Target target) throws NamingException {
        return lookUp(STOCK);
    }

    // The server's own configuration.
    @SuppressWarnings("BanJNDI")
    private static Session lookUp(String name) throws NamingException {
        return InitialContext.doLookup("java:comp/env/" + name);
    }

    private static String resource(String name, Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> " " + attribute.getKey() + "=\"" + attribute.getValue() + "\"")
                .collect(Collectors.joining(
                        "",
                        "<Resource name=\"" + name + "\" auth=\"Container\" type=\"jakarta.mail.Session\"",
                        "/>\n"));
    }
}
