package io.github.catamail.doctor.check;

import io.github.catamail.config.NearestName;
import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Application;
import io.github.catamail.doctor.tree.DeclaredListener;
import io.github.catamail.doctor.tree.DeclaredLoader;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.scan.ExcludedPaths;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Checks the one line in {@code server.xml} by which applications share the server's mail classes, and the loaders that do. */
final class ListenerCheck implements Check {
    private static final List<String> ATTRIBUTES = List.of("exclude");

    @Override
    public void run(TomcatTree tree, Findings findings) {
        List<DeclaredListener> all = Stream.concat(
                        tree.listeners().stream(),
                        tree.applications().stream().flatMap(application -> application.listeners().stream()))
                .distinct()
                .toList();
        all.stream()
                .filter(listener -> isMisspelt(listener.className(), Sharing.LISTENER))
                .forEach(listener -> findings.error(
                        Topic.WRONG_LISTENER,
                        listener.place(),
                        "'className' is \"" + listener.className() + "\", and there is no such class"
                                + (listener.parent().equals("Server") ? ": Tomcat does not start with it" : ""),
                        "write className=\"" + Sharing.LISTENER + "\""));
        all.stream()
                .filter(listener -> listener.className().equals(Sharing.LISTENER))
                .filter(listener -> !Sharing.isInPlace(listener))
                .forEach(listener -> findings.warning(
                        Topic.NO_EFFECT,
                        listener.place(),
                        "MailListener stands in <" + listener.parent() + "> and does nothing there",
                        "move it in conf/server.xml to the other listeners right below <Server>"));
        List<DeclaredListener> inPlace = all.stream().filter(Sharing::isInPlace).toList();
        inPlace.stream()
                .skip(1)
                .forEach(surplus -> findings.warning(
                        Topic.NO_EFFECT,
                        surplus.place(),
                        "MailListener is in conf/server.xml more than once, and only the first counts",
                        "delete this one"));
        inPlace.stream().limit(1).forEach(listener -> checkAttributes(listener, tree, findings));
        checkLoaders(tree, findings);
    }

    private static void checkAttributes(DeclaredListener listener, TomcatTree tree, Findings findings) {
        for (String attribute : listener.attributes().keySet()) {
            if (!attribute.equals("className") && !ATTRIBUTES.contains(attribute)) {
                String nearest = NearestName.of(attribute, ATTRIBUTES);
                findings.warning(
                        Topic.NO_EFFECT,
                        listener.place(),
                        "'" + attribute + "' is no attribute of the MailListener, and Tomcat passes over it"
                                + (nearest == null ? "" : "; did you mean '" + nearest + "'?"),
                        "correct or remove it; 'exclude' is the only one besides 'className'");
            }
        }
        ExcludedPaths excluded = new ExcludedPaths(listener.attributes().getOrDefault("exclude", ""));
        Problems problems = new Problems("MailListener");
        excluded.reportMalformed(problems);
        findings.add(listener.place(), problems);
        tree.applications().forEach(application -> excluded.contains(application.contextPath()));
        Set<String> unmet = excluded.unmet();
        if (!unmet.isEmpty()) {
            findings.warning(
                    Topic.NO_EFFECT,
                    listener.place(),
                    "MailListener: 'exclude' names " + String.join(", ", unmet)
                            + ", and there is no web application under that path",
                    "correct the path, or leave it out");
        }
    }

    private static void checkLoaders(TomcatTree tree, Findings findings) {
        Set<DeclaredLoader> seen = new HashSet<>();
        for (Application application : tree.applications()) {
            DeclaredLoader loader = application.loader();
            if (loader == null || !seen.add(loader)) {
                continue;
            }
            if (isMisspelt(loader.loaderClass(), Sharing.LOADER)) {
                findings.error(
                        Topic.WRONG_LISTENER,
                        loader.place(),
                        "'loaderClass' is \"" + loader.loaderClass()
                                + "\", and there is no such class: the application does not start, and answers 404",
                        "write loaderClass=\"" + Sharing.LOADER + "\"");
            } else if (Sharing.LOADER.equals(loader.className())) {
                findings.error(
                        Topic.WRONG_LISTENER,
                        loader.place(),
                        "'className' of the <Loader> names a class loader, and the application does not start with it",
                        "write loaderClass in the place of className");
            }
        }
    }

    private static boolean isMisspelt(@org.jspecify.annotations.Nullable String written, String right) {
        return written != null
                && !written.equals(right)
                && (written.toLowerCase(Locale.ROOT).contains("catamail") || NearestName.isWithin(3, written, right));
    }
}
