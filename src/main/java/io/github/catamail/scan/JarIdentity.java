package io.github.catamail.scan;

import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a jar says that it is, by its name and its manifest.
 *
 * @param isMailJar whether it is a jar of mail or activation, and not one of something else into which these were packed
 * @param version of the jar; null if it does not say
 * @param converted whether Tomcat has converted it from Java EE
 */
record JarIdentity(boolean isMailJar, @Nullable String version, boolean converted) {
    private static final Pattern NAME = Pattern.compile("(?:mail|mailapi|activation|smtp|imap|pop3"
            + "|javax\\.(?:mail|activation)(?:-api)?|jakarta\\.(?:mail|activation)(?:-api)?"
            + "|angus-(?:mail|activation|core)|geronimo-(?:javamail|jakartamail|mail|activation)[\\w.]*|catamail)"
            + "(?:-(?<version>\\d.*))?\\.jar");
    private static final Pattern TITLE =
            Pattern.compile("(?:org\\.eclipse\\.angus\\.|angus-activation|com\\.sun\\.mail\\."
                    + "|com\\.sun\\.activation\\.|javax\\.(?:mail|activation)|jakarta\\.(?:mail|activation)"
                    + "|org\\.apache\\.geronimo\\.(?:specs\\.geronimo-)?(?:java)?mail|Catamail).*");
    /** As Tomcat's converter marks what it has converted. */
    private static final Pattern MIGRATED = Pattern.compile("-migrated-.*");

    /**
     * Returns the identity of a jar.
     *
     * @param name the file name
     * @param manifest null if it has none
     */
    static JarIdentity of(String name, @Nullable Manifest manifest) {
        Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
        String implementation = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        boolean converted =
                implementation != null && MIGRATED.matcher(implementation).find();
        Matcher matcher = NAME.matcher(name);
        boolean named = matcher.matches();
        // Where jars are packed into one, its manifest can be that of any of them.
        if (!named && !(name.contains("mail") && isTitled(attributes))) {
            return new JarIdentity(/* isMailJar= */ false, null, converted);
        }
        String version = Stream.of(
                        implementation, attributes.getValue("Bundle-Version"), named ? matcher.group("version") : null)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(text -> MIGRATED.matcher(text).replaceFirst(""))
                .orElse(null);
        return new JarIdentity(/* isMailJar= */ true, version, converted);
    }

    private static boolean isTitled(Attributes attributes) {
        return Stream.of("Bundle-SymbolicName", "Implementation-Title")
                .map(attributes::getValue)
                .anyMatch(title -> title != null && TITLE.matcher(title).matches());
    }
}
