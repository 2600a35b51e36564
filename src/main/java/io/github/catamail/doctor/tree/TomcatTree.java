package io.github.catamail.doctor.tree;

import io.github.catamail.config.SessionResource;
import io.github.catamail.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a Tomcat as its files have it: what it would read if it were started now. Nothing is started, changed, or asked
 * of a network.
 *
 * <p>What is wrong with a file does not keep the others from being read; see {@link #findings}. Immutable and safe for use by
 * several threads.
 */
public final class TomcatTree {
    private final Installation installation;
    private final ServerProperties properties;
    private final Variables variables;
    private final Namespace globals;
    private final List<DeclaredListener> listeners;
    private final List<Application> applications;
    private final List<Path> lib;
    private final Namespace waiting;
    private final List<Finding> findings;

    private TomcatTree(Installation installation, Reading reading) {
        this.installation = installation;
        this.properties = ServerProperties.of(installation, reading);
        this.variables = new Variables(properties.values(), installation.environment());
        reading.variables(variables::replace);
        Element server = server(reading);
        this.globals = new Namespace(
                server == null
                        ? List.of()
                        : server.at("GlobalNamingResources", "Resource")
                                .map(Declaration::resource)
                                .toList());
        this.listeners = server == null ? List.of() : listeners(server);
        List<Application> all = new ArrayList<>();
        for (VirtualHost host : hosts(server)) {
            all.addAll(Applications.of(installation, reading, host));
        }
        this.applications = List.copyOf(all);
        this.waiting = new Namespace(all.isEmpty() ? ofEveryContext(reading) : List.of());
        this.lib = ServerLibPath.of(properties.values());
        this.findings = reading.findings();
    }

    /**
     * Reads the files of a Tomcat.
     *
     * @param installation where it is
     */
    public static TomcatTree read(Installation installation) {
        return new TomcatTree(installation, new Reading(installation));
    }

    /** Returns where the Tomcat is. */
    public Installation installation() {
        return installation;
    }

    /** Returns what is wrong with files as such: missing, malformed, not readable. */
    public List<Finding> findings() {
        return findings;
    }

    /** Returns what stands in {@code <GlobalNamingResources>}. */
    public Namespace globals() {
        return globals;
    }

    /**
     * Returns what {@code conf/context.xml} says for every application while there is none; empty if there is one, which then
     * has it.
     */
    public Namespace waiting() {
        return waiting;
    }

    /** Returns the listeners of the server, its engines and hosts; not those of single applications. */
    public List<DeclaredListener> listeners() {
        return listeners;
    }

    /** Returns the applications of all hosts. */
    public List<Application> applications() {
        return applications;
    }

    /** Returns the jars and directories of the server that all applications share. */
    public List<Path> lib() {
        return lib;
    }

    /** Returns the system properties that are set on purpose, in the order in which they come into effect. */
    public List<JvmOption> options() {
        return properties.options();
    }

    /** Returns the value that Tomcat has for a system property, or null. */
    public @Nullable String property(String name) {
        return properties.values().get(name);
    }

    /** Returns the names of the variables that the files use. */
    public Set<String> usedVariables() {
        return variables.used();
    }

    /** Returns whether variables can come from environment variables of Tomcat, of which not all may be known here. */
    public boolean readsEnvironment() {
        return variables.fromEnvironment();
    }

    /** Returns whether Catamail makes what is declared. */
    public boolean isOurs(Declaration resource) {
        return SessionResource.isOurs(resource.type(), resource.factory(), property(SessionResource.FACTORY_PROPERTY));
    }

    /**
     * Returns all mail sessions: the global ones first, then those of applications, each once for the place where it is declared.
     * A declaration that does not count, because its name is taken, is not among them.
     */
    public List<MailDeclaration> mailSessions() {
        Map<Place, Declaration> sessions = new LinkedHashMap<>();
        Map<Place, List<MailDeclaration.User>> users = new LinkedHashMap<>();
        Stream.of(globals, waiting)
                .flatMap(names -> names.declarations().stream())
                .filter(declared -> declared.kind() == Declaration.Kind.RESOURCE && declared.isMail())
                .forEach(declared -> sessions.put(declared.place(), declared));
        for (Application application : applications) {
            for (Declaration declaration : application.names().declarations()) {
                Declaration resource = behind(declaration);
                if (resource != null && resource.isMail()) {
                    sessions.putIfAbsent(resource.place(), resource);
                    users.computeIfAbsent(resource.place(), place -> new ArrayList<>())
                            .add(new MailDeclaration.User(application.name(), declaration.name()));
                }
            }
        }
        return sessions.values().stream()
                .map(resource -> new MailDeclaration(
                        resource.name(),
                        resource.attributes(),
                        resource.place(),
                        isOurs(resource),
                        resource.factory() != null,
                        resource.equals(globals.find(resource.name())),
                        users.getOrDefault(resource.place(), List.of())))
                .toList();
    }

    /** Returns the resource itself, or the global one that a link leads to; null if it leads to none. */
    public @Nullable Declaration behind(Declaration declaration) {
        if (declaration.kind() != Declaration.Kind.LINK) {
            return declaration;
        }
        String global = declaration.attributes().get("global");
        return global == null ? null : globals.find(global);
    }

    private List<Declaration> ofEveryContext(Reading reading) {
        Element context = reading.serverXml(installation.base().resolve("conf/context.xml"));
        return context == null ? List.of() : ApplicationReader.declared(context).toList();
    }

    private @Nullable Element server(Reading reading) {
        Path file = installation.base().resolve("conf/server.xml");
        if (!Files.exists(file)) {
            reading.isUnreadable(
                    reading.place(file),
                    "this file is not there",
                    "make sure that " + installation.base() + " is the directory of a Tomcat (CATALINA_BASE)");
            return null;
        }
        return reading.serverXml(file);
    }

    private List<VirtualHost> hosts(@Nullable Element server) {
        return server == null
                ? List.of(VirtualHost.standard(installation))
                : server.at("Service", "Engine")
                        .flatMap(engine -> engine.at("Host")
                                .map(host -> VirtualHost.of(engine.attribute("name", "Catalina"), host, installation)))
                        .toList();
    }

    private static List<DeclaredListener> listeners(Element server) {
        Stream<Element> parents = Stream.of(
                        Stream.of(server),
                        server.at("Service"),
                        server.at("Service", "Engine"),
                        server.at("Service", "Engine", "Host"))
                .flatMap(stream -> stream);
        return parents.flatMap(parent -> parent.at("Listener").map(listener -> DeclaredListener.of(parent, listener)))
                .toList();
    }
}
