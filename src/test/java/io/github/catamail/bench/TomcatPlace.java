package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.Sharing;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A web application of 75 jars in a real Tomcat 11 with the class loader that shares the mail classes; one Tomcat for each
 * contender, so that none is compiled for the habits of another.
 */
final class TomcatPlace implements Place {
    private static final int JARS = 75;

    private final Map<Kind, RunningTomcat> tomcats = new EnumMap<>(Kind.class);
    private final Path dir;
    private final Target declared;
    private final List<String> options;

    /**
     * Starts no Tomcat yet.
     *
     * @param declared what the resources are made for
     */
    TomcatPlace(Path dir, Target declared, List<String> options) {
        this.dir = dir;
        this.declared = declared;
        this.options = options;
    }

    @Override
    public Round run(Kind kind, Target target, Pace pace) throws IOException, InterruptedException {
        RunningTomcat tomcat = tomcats.get(kind);
        if (tomcat == null) {
            tomcat = start(kind.options());
            tomcats.put(kind, tomcat);
        }
        return Round.parse(ask(tomcat, "app", kind, target, pace));
    }

    @Override
    public void close() {
        tomcats.values().forEach(RunningTomcat::close);
    }

    /** Adds what sends to an application. */
    // Each kind is of a class of its own, and that one is needed.
    @SuppressWarnings("GetClassOnEnum")
    static WebApp sending(WebApp app) throws IOException {
        for (Kind kind : Kind.values()) {
            app.classes(kind.getClass());
        }
        return app.classes(
                SendServlet.class,
                Contenders.class,
                Contender.class,
                Kind.class,
                Load.class,
                Pace.class,
                Round.class,
                Target.class,
                Letter.class,
                SessionSource.class,
                LookedUpSessions.class,
                SessionContender.class,
                SpringContender.class,
                SimpleJavaMailContender.class,
                VertxContender.class,
                RawContender.class,
                RawLine.class,
                BuiltBody.class,
                ReadyBody.class);
    }

    /** Lets an application send. */
    static String ask(RunningTomcat tomcat, String app, Kind kind, Target target, Pace pace)
            throws IOException, InterruptedException {
        String answer = tomcat.get("/" + app + "/send?kind=" + kind.name() + "&target=" + target + "&pace=" + pace);
        if (!answer.startsWith(ChildProcess.ANSWER)) {
            throw new IOException(app + " said: " + answer);
        }
        return answer.substring(ChildProcess.ANSWER.length());
    }

    private RunningTomcat start(List<String> own) throws IOException, InterruptedException {
        TomcatInstall install = TomcatVersion.TOMCAT_11.install(dir.resolve("tomcat-" + tomcats.size()));
        WebApp app = sending(WebApp.named("app")).context(LookedUpSessions.declarations(declared));
        List<Path> bundled = Artifacts.bundled();
        for (Path jar : bundled) {
            app.library(jar);
        }
        for (Path jar : FillerJars.write(JARS - bundled.size(), dir.resolve("jars"))) {
            app.library(jar);
        }
        Sharing.LISTENER.set(install).deploy(app);
        List<String> all = new ArrayList<>(fast());
        all.addAll(options);
        all.addAll(own);
        return install.start(TomcatVersion.java(), all.toArray(String[]::new));
    }

    /** All of the JIT compiler and enough memory, unlike in the tests, which are over before it pays. */
    static List<String> fast() {
        return List.of("-XX:TieredStopAtLevel=4", "-Xmx512m");
    }
}
