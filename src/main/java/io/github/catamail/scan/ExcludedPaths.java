package io.github.catamail.scan;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The context paths of web applications that are left alone. Safe for use by several threads. */
public final class ExcludedPaths {
    private static final Pattern SEPARATORS = Pattern.compile("[,;\\s]+");

    private final List<String> paths;
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    /** Reads a list that is separated by commas or blanks; {@code /} is the root application. */
    public ExcludedPaths(String text) {
        paths = SEPARATORS.splitAsStream(text).filter(path -> !path.isEmpty()).toList();
    }

    /**
     * Returns whether an application is in the list, all parallel versions of it with its path.
     *
     * @param contextPath its path; empty for the root application
     */
    public boolean contains(String contextPath) {
        String path = contextPath.isEmpty() ? "/" : contextPath;
        if (!paths.contains(path)) {
            return false;
        }
        met.add(path);
        return true;
    }

    /** Returns what can never be the path of an application. */
    public List<String> malformed() {
        return paths.stream()
                .filter(path ->
                        !path.startsWith("/") || path.contains("##") || (path.endsWith("/") && path.length() > 1))
                .toList();
    }

    /** Says what can never be the path of an application. */
    public void reportMalformed(Problems problems) {
        for (String path : malformed()) {
            problems.error(
                    Topic.BAD_VALUE,
                    "'exclude' has \"" + path + "\", which is no context path: they begin with a slash and end without"
                            + " one, as \"/shop\" does, and have no version; \"/\" is the root application");
        }
    }

    /** Returns what no application has had as its path so far. */
    public Set<String> unmet() {
        Set<String> unmet = new TreeSet<>(paths);
        unmet.removeAll(met);
        unmet.removeAll(malformed());
        return unmet;
    }
}
