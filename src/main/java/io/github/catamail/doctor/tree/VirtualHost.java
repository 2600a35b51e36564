package io.github.catamail.doctor.tree;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <Host>} in {@code server.xml}.
 *
 * @param name its name
 * @param appBase where its applications are
 * @param legacyAppBase where those of Tomcat 9 are, which Tomcat converts
 * @param configBase where their context files are
 * @param readsContextXml whether {@code META-INF/context.xml} of applications counts
 * @param ignored which names in {@code appBase} are no applications; null for none
 * @param contexts the {@code <Context>} elements in it
 */
record VirtualHost(
        String name,
        Path appBase,
        Path legacyAppBase,
        Path configBase,
        boolean readsContextXml,
        @Nullable Pattern ignored,
        List<Element> contexts) {

    static VirtualHost of(String engine, Element host, Installation installation) {
        Path base = installation.base();
        String name = host.attribute("name", "localhost");
        String xmlBase = host.attribute("xmlBase");
        return new VirtualHost(
                name,
                Installation.written(base, host.attribute("appBase", "webapps"), base.resolve("webapps")),
                Installation.written(
                        base, host.attribute("legacyAppBase", "webapps-javaee"), base.resolve("webapps-javaee")),
                Installation.written(
                        base,
                        xmlBase == null ? "conf/" + engine + "/" + name : xmlBase,
                        base.resolve("conf/Catalina/localhost")),
                host.flag("deployXML", true),
                pattern(host.attribute("deployIgnore")),
                host.at("Context").toList());
    }

    /** Returns the one that a Tomcat has whose {@code server.xml} cannot be read. */
    static VirtualHost standard(Installation installation) {
        Path base = installation.base();
        return new VirtualHost(
                "localhost",
                base.resolve("webapps"),
                base.resolve("webapps-javaee"),
                base.resolve("conf/Catalina/localhost"),
                /* readsContextXml= */ true,
                null,
                List.of());
    }

    boolean ignores(String fileName) {
        return fileName.equalsIgnoreCase("META-INF")
                || fileName.equalsIgnoreCase("WEB-INF")
                || (ignored != null && ignored.matcher(fileName).matches());
    }

    private static @Nullable Pattern pattern(@Nullable String regex) {
        try {
            return regex == null || regex.isEmpty() ? null : Pattern.compile(regex);
        } catch (PatternSyntaxException malformed) {
            return null;
        }
    }
}
