package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.Sharing;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fifty applications in one Tomcat, all with a link to the same resource, all sending at once. */
final class WebappsPlace implements Place {
    private static final int APPS = 50;

    private final RunningTomcat tomcat;
    private final ExecutorService threads = Executors.newFixedThreadPool(APPS);

    private WebappsPlace(RunningTomcat tomcat) {
        this.tomcat = tomcat;
    }

    static WebappsPlace start(Path dir, Target declared, List<String> options)
            throws IOException, InterruptedException {
        TomcatInstall install = TomcatVersion.TOMCAT_11.install(dir);
        Sharing.LISTENER.set(install).global(LookedUpSessions.global(declared));
        for (int i = 0; i < APPS; i++) {
            install.deploy(TomcatPlace.sending(WebApp.named(name(i))).context(LookedUpSessions.link()));
        }
        List<String> all = new ArrayList<>(TomcatPlace.fast());
        all.addAll(options);
        return new WebappsPlace(install.start(TomcatVersion.java(), all.toArray(String[]::new)));
    }

    @Override
    public Round run(Kind kind, Target target, Pace pace) throws IOException, InterruptedException {
        List<Future<Round>> rounds = new ArrayList<>();
        for (int i = 0; i < APPS; i++) {
            String app = name(i);
            rounds.add(threads.submit(() -> Round.parse(TomcatPlace.ask(tomcat, app, kind, target, pace))));
        }
        long sent = 0;
        double perSecond = 0;
        for (Future<Round> round : rounds) {
            try {
                sent += round.get().sent();
                perSecond += round.get().perSecond();
            } catch (ExecutionException failure) {
                throw new IOException("An application could not send", failure.getCause());
            }
        }
        return new Round(sent, perSecond);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        tomcat.close();
    }

    private static String name(int number) {
        return "app" + number;
    }
}
