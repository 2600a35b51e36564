package io.github.catamail.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a misspelt one was probably meant to be. */
public final class NearestName {
    private NearestName() {}

    /** Returns the nearest of the known names, or null if none is near enough to be worth a suggestion. */
    public static @Nullable String of(String written, Collection<String> known) {
        String best = null;
        // A third of the letters may be wrong: beyond that a suggestion is a guess.
        int bestDistance = Math.max(2, written.length() / 3) + 1;
        for (String name : known) {
            if (written.length() >= 4 && startsWith(name, written)) {
                return name;
            }
            int distance = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return best;
    }

    /** Returns whether no more than so many letters are added, dropped, changed or swapped, capitals aside. */
    public static boolean isWithin(int letters, String written, String known) {
        return Math.abs(written.length() - known.length()) <= letters
                && distance(written.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT)) <= letters;
    }

    private static boolean startsWith(String name, String start) {
        return name.regionMatches(/* ignoreCase= */ true, 0, start, 0, start.length());
    }

    /** The Damerau-Levenshtein distance (optimal string alignment): letters added, dropped, changed or swapped. */
    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            table[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            table[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1);
                least = Math.min(least, table[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        return table[a.length()][b.length()];
    }
}
