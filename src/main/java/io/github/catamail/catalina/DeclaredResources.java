package io.github.catamail.catalina;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.naming.RefAddr;
import javax.naming.Reference;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.deploy.NamingResourcesImpl;
import org.apache.catalina.mbeans.MBeanUtils;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.jspecify.annotations.Nullable;

/** Finds the resources that are declared in the servers of this JVM. */
final class DeclaredResources {
    private DeclaredResources() {}

    /**
     * Returns the name of the resource that Tomcat made the reference from.
     *
     * @param part the name, or the last part of it
     */
    static Optional<String> nameOf(Reference reference, String part) {
        return ofAllServers(MBeanUtils.createServer())
                .filter(resource ->
                        resource.getName().equals(part) || resource.getName().endsWith("/" + part))
                .filter(resource -> isMadeFrom(reference, resource))
                .map(ContextResource::getName)
                .findFirst();
    }

    /** Returns whether the reference can be that of a global resource, which applications share. */
    static boolean isGlobal(Reference reference, String name) {
        return servers(MBeanUtils.createServer())
                .map(Server::getGlobalNamingResources)
                .filter(Objects::nonNull)
                .map(global -> global.findResource(name))
                .anyMatch(resource -> resource != null && isMadeFrom(reference, resource));
    }

    private static boolean isMadeFrom(Reference reference, ContextResource resource) {
        Iterable<String> attributes = resource::listProperties;
        for (String attribute : attributes) {
            RefAddr address = reference.get(attribute);
            if (address == null || !address.getContent().equals(resource.getProperty(attribute))) {
                return false;
            }
        }
        return Objects.equals(reference.getClassName(), resource.getType());
    }

    /** Returns the global resources of each server that is known to JMX, and those of each of its web applications. */
    static Stream<ContextResource> ofAllServers(MBeanServer jmx) {
        return servers(jmx)
                .flatMap(server -> Stream.concat(
                        Stream.of(server.getGlobalNamingResources()),
                        contexts(server).map(Context::getNamingResources)))
                .filter(Objects::nonNull)
                .map(NamingResourcesImpl::findResources)
                .flatMap(Stream::of);
    }

    private static Stream<Server> servers(MBeanServer jmx) {
        // The domain is the name of the engine, which an administrator can choose.
        return jmx.queryNames(objectName("*:type=Server"), null).stream()
                .map(name -> server(jmx, name))
                .filter(Objects::nonNull);
    }

    // Null for a server that went away meanwhile, and for that of another copy of Tomcat.
    private static @Nullable Server server(MBeanServer jmx, ObjectName name) {
        try {
            return jmx.getAttribute(name, "managedResource") instanceof Server server ? server : null;
        } catch (JMException gone) {
            return null;
        }
    }

    private static Stream<Context> contexts(Server server) {
        return Stream.of(server.findServices())
                .map(Service::getContainer)
                .filter(Objects::nonNull)
                .flatMap(engine -> Stream.of(engine.findChildren()))
                .map(Container::findChildren)
                .flatMap(Stream::of)
                .filter(Context.class::isInstance)
                .map(Context.class::cast);
    }

    private static ObjectName objectName(String name) {
        try {
            return new ObjectName(name);
        } catch (JMException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
