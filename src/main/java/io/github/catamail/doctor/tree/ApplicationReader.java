package io.github.catamail.doctor.tree;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what is declared for one application, in the order in which Tomcat reads it. */
final class ApplicationReader {
    private static final String CONTEXT = "META-INF/context.xml";
    private static final String WEB = "WEB-INF/web.xml";

    /** What is in WEB-INF/web.xml too, but for Tomcat alone. */
    private static final String TOMCAT_WEB = "WEB-INF/tomcat-web.xml";

    private final Installation installation;
    private final Reading reading;
    private final VirtualHost host;

    /** What the files of an application itself say. */
    private record Own(@Nullable Element context, List<Element> web) {
        static final Own NOTHING = new Own(null, List.of());
    }

    ApplicationReader(Installation installation, Reading reading, VirtualHost host) {
        this.installation = installation;
        this.reading = reading;
        this.host = host;
    }

    /**
     * Reads an application.
     *
     * @param files its directory or archive; null for none
     * @param given its {@code <Context>} in the files of the server; null for none, and then its own counts
     * @param inServerXml whether that stands in {@code server.xml}
     */
    Application read(
            ContextPath path, @Nullable Path files, @Nullable Element given, boolean inServerXml, boolean isConverted) {
        Own own = own(files, given == null && host.readsContextXml());
        Element specific = given != null ? given : own.context();
        List<Element> contexts = new ArrayList<>();
        if (specific == null || !specific.flag("override", false)) {
            Stream.of(
                            installation.base().resolve("conf/context.xml"),
                            host.configBase().resolve("context.xml.default"))
                    .map(reading::serverXml)
                    .filter(element -> element != null)
                    .forEach(contexts::add);
        }
        if (specific != null) {
            // What stands in server.xml is read before all others, what stands elsewhere after them.
            contexts.add(inServerXml ? 0 : contexts.size(), specific);
        }
        return new Application(
                host.name(),
                path.toString(),
                path.path(),
                files,
                isConverted,
                new Namespace(
                        contexts.stream().flatMap(ApplicationReader::declared).toList()),
                references(own.web()),
                loader(contexts),
                contexts.stream().anyMatch(context -> context.flag("delegate", false)),
                contexts.stream()
                        .flatMap(context ->
                                context.at("Listener").map(listener -> DeclaredListener.of(context, listener)))
                        .toList());
    }

    private Own own(@Nullable Path files, boolean withContext) {
        if (files == null) {
            return Own.NOTHING;
        }
        Place place = reading.place(files);
        if (Files.isDirectory(files)) {
            return own(files, inside -> reading.place(files.resolve(inside)), withContext);
        }
        try (FileSystem archive = FileSystems.newFileSystem(files)) {
            return own(archive.getPath("/"), inside -> new Place(files, place.shown() + "!/" + inside, 0), withContext);
        } catch (IOException | RuntimeException damaged) {
            // A damaged archive fails in many ways, not all of them an IOException.
            reading.isUnreadable(place, "this is no archive that can be read", "copy it there again");
            return Own.NOTHING;
        }
    }

    private Own own(Path root, Function<String, Place> places, boolean withContext) {
        return new Own(
                withContext ? reading.applicationXml(places.apply(CONTEXT), root.resolve(CONTEXT)) : null,
                Stream.of(WEB, TOMCAT_WEB)
                        .map(file -> reading.applicationXml(places.apply(file), root.resolve(file)))
                        .filter(element -> element != null)
                        .toList());
    }

    static Stream<Declaration> declared(Element context) {
        return context.children().stream().flatMap(child -> switch (child.name()) {
            case "Resource" -> Stream.of(Declaration.resource(child));
            case "ResourceLink" -> Stream.of(Declaration.link(child));
            default -> Stream.empty();
        });
    }

    /** Tomcat adds what its own files ask for in the name of every application. Of several of one name the first counts. */
    private List<Declaration> references(List<Element> own) {
        Stream<Element> ofServer = Stream.of(
                        host.configBase().resolve("web.xml.default"),
                        installation.base().resolve("conf/web.xml"))
                .map(reading::serverXml)
                .filter(element -> element != null);
        Map<String, Declaration> references = new LinkedHashMap<>();
        Stream.concat(own.stream(), ofServer)
                .flatMap(web -> Stream.of("resource-ref", "resource-env-ref").flatMap(web::at))
                .map(Declaration::reference)
                .forEach(reference -> references.putIfAbsent(reference.name(), reference));
        return List.copyOf(references.values());
    }

    /** The last of several counts. */
    private static @Nullable DeclaredLoader loader(List<Element> contexts) {
        return contexts.stream()
                .flatMap(context -> context.at("Loader"))
                .map(DeclaredLoader::of)
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
