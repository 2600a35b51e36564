package io.github.catamail.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} shows: of Catamail, and of what it runs with. */
final class Versions implements IVersionProvider {
    private final Surroundings surroundings;

    Versions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Returns the version of Catamail. */
    static String own() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Catamail       " + own(),
            "Java           " + property("java.version") + " (" + property("java.home") + ")",
            "CATALINA_BASE  " + property("catalina.base"),
            "CATALINA_HOME  " + property("catalina.home")
        };
    }

    private String property(String name) {
        return surroundings.properties().getOrDefault(name, "unknown");
    }
}
