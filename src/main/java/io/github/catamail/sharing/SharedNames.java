package io.github.catamail.sharing;

import java.util.List;

/** Which classes, and which resources beside them, a web application shares with the server. */
public final class SharedNames {
    private static final List<String> PACKAGES = List.of(
            "jakarta.mail.",
            "jakarta.activation.",
            "org.eclipse.angus.mail.",
            "org.eclipse.angus.activation.",
            // A copy of Catamail would make sessions of its own, beside the server's and their limits.
            "io.github.catamail.");
    private static final List<String> PATHS =
            PACKAGES.stream().map(name -> name.replace('.', '/')).toList();

    private SharedNames() {}

    /** Returns whether a class of this name is one of mail, activation or Catamail. */
    public static boolean isClass(String name) {
        return startsWithOneOf(name, PACKAGES);
    }

    /** Returns whether a resource of this name, with slashes, lies in a package of mail, activation or Catamail. */
    public static boolean isInPackage(String path) {
        return startsWithOneOf(path, PATHS);
    }

    // Asked for each class that a web application loads: no stream, no garbage.
    private static boolean startsWithOneOf(String name, List<String> prefixes) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (name.startsWith(prefixes.get(i))) {
                return true;
            }
        }
        return false;
    }
}
