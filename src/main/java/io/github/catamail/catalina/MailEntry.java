package io.github.catamail.catalina;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Server;
import org.apache.catalina.deploy.NamingResourcesImpl;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.ContextResourceLink;
import org.jspecify.annotations.Nullable;

/**
 * A name under which a web application finds a mail session.
 *
 * @param name the name below {@code java:comp/env}
 * @param type the type that is written beside the name
 * @param resource the resource, of the web application itself or, behind a link, of the server
 * @param linked whether there is a {@code <ResourceLink>} in between
 */
record MailEntry(String name, @Nullable String type, ContextResource resource, boolean linked) {

    /** Returns the mail entries of a web application, by name, without resolving anything; usually there is none. */
    static List<MailEntry> of(Context context) {
        NamingResourcesImpl declared = context.getNamingResources();
        return Stream.concat(
                        Stream.of(declared.findResources())
                                .filter(MailResource::isMail)
                                .map(resource ->
                                        new MailEntry(resource.getName(), resource.getType(), resource, false)),
                        Stream.of(declared.findResourceLinks())
                                .map(link -> behind(link, context))
                                .filter(Objects::nonNull))
                .sorted(Comparator.comparing(MailEntry::name))
                .toList();
    }

    /** Returns whether Tomcat hands the look-up to Catamail. */
    boolean isOurs() {
        return MailResource.isOurs(resource);
    }

    /** Returns whether Tomcat's own factory gets what was written for Catamail's. */
    boolean lacksFactory() {
        return MailResource.lacksFactory(resource);
    }

    /** Returns whether the entry or the resource behind it asks for a session of Tomcat 9. */
    boolean hasOldType() {
        return MailResource.OLD_TYPE.equals(type) || MailResource.hasOldType(resource);
    }

    private static @Nullable MailEntry behind(ContextResourceLink link, Context context) {
        Server server = server(context);
        if (server == null || link.getGlobal() == null) {
            return null;
        }
        ContextResource resource = server.getGlobalNamingResources().findResource(link.getGlobal());
        return resource != null && MailResource.isMail(resource)
                ? new MailEntry(link.getName(), link.getType(), resource, true)
                : null;
    }

    private static @Nullable Server server(Context context) {
        return context.getParent() != null && context.getParent().getParent() instanceof Engine engine
                ? engine.getService().getServer()
                : null;
    }
}
