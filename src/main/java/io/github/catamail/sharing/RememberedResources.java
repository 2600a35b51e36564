package io.github.catamail.sharing;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files in {@code META-INF} by which Jakarta Mail and Activation find classes, as one application shall see them: the
 * server's, and with them what the application adds itself; not what comes with mail jars that it bundles.
 *
 * <p>The libraries look there for each message. Each file is read once and answered from memory after that. Safe for use by
 * several threads; takes no lock.
 */
public final class RememberedResources {
    private final ClassLoader server;
    private final @Nullable Bundle bundle;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** What was found; null where it could not be read, which does not get better by trying for each message. */
    private record Answer(boolean ofJavaxToo, @Nullable List<URL> urls) {}

    /**
     * Makes an empty memory.
     *
     * @param server the loader of the server's mail jars
     * @param bundle what the application brings; null for the server itself
     */
    public RememberedResources(ClassLoader server, @Nullable Bundle bundle) {
        this.server = server;
        this.bundle = bundle;
    }

    /**
     * Returns all resources of this name, those of the application first; null if it is for the class loader to answer,
     * because the name has nothing to do with mail, {@code javax.mail} is asking, or a file could not be read before.
     *
     * @throws IOException if a file cannot be read, the first time
     */
    public @Nullable List<URL> find(String name) throws IOException {
        if (!name.startsWith("META-INF/")) {
            return null;
        }
        Answer answer = answers.get(name);
        if (answer == null) {
            Registry registry = Registry.of(name);
            if (registry == null) {
                return null;
            }
            answer = answer(name, registry);
        }
        return answer.ofJavaxToo() && JavaxCaller.isAsking() ? null : answer.urls();
    }

    /** Forgets everything. */
    public void clear() {
        answers.clear();
    }

    private Answer answer(String name, Registry registry) throws IOException {
        try {
            // Two threads may both read: the result is the same, and nobody waits for a disk.
            Answer answer = new Answer(registry.ofJavaxToo(), read(registry));
            if (!Objects.requireNonNull(answer.urls()).isEmpty()) {
                answers.put(name, answer);
            }
            return answer;
        } catch (IOException unreadable) {
            answers.put(name, new Answer(registry.ofJavaxToo(), null));
            throw unreadable;
        }
    }

    private List<URL> read(Registry registry) throws IOException {
        List<URL> shared = ofServer(registry);
        List<URL> all = new ArrayList<>();
        if (bundle != null && (registry.extensible() || shared.isEmpty())) {
            addOwn(registry, bundle, all);
        }
        all.addAll(shared);
        return List.copyOf(all);
    }

    /** Each newer name replaces the older one, as Jakarta Mail has it. */
    private List<URL> ofServer(Registry registry) throws IOException {
        for (String source : registry.sources()) {
            List<URL> found = new ArrayList<>();
            for (URL url : Collections.list(server.getResources(source))) {
                found.add(MemoryUrl.of(url, MemoryUrl.read(url)));
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Of an application all names count: it may have been written for either version of the libraries. */
    private void addOwn(Registry registry, Bundle ofApplication, List<URL> all) throws IOException {
        OwnClasses own = new OwnClasses(server, ofApplication);
        for (String source : registry.sources()) {
            for (URL url : Collections.list(ofApplication.resources(source))) {
                byte[] kept =
                        registry.syntax().keep(MemoryUrl.read(url), className -> own.has(className, registry.type()));
                add(url, kept, all);
            }
        }
        if (registry.takesServices()) {
            addServices(own, ofApplication, all);
        }
    }

    private static void addServices(OwnClasses own, Bundle ofApplication, List<URL> all) throws IOException {
        for (URL url : Collections.list(ofApplication.resources(Registry.PROVIDERS))) {
            List<String> names = RegistrySyntax.SERVICES
                    .classNames(MemoryUrl.read(url))
                    .filter(className -> own.has(className, "jakarta.mail.Provider"))
                    .toList();
            for (String className : names) {
                Class<?> provider = own.load(className);
                if (provider != null) {
                    add(url, ServiceProviders.line(provider), all);
                }
            }
        }
    }

    private static void add(URL url, byte[] content, List<URL> all) {
        if (content.length > 0) {
            all.add(MemoryUrl.of(url, content));
        }
    }
}
