package io.github.catamail.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How fast mail is sent, by Catamail and by others. */
final class SendBench implements AutoCloseable {
    /** Of each pool. */
    static final int CONNECTIONS = 8;

    private static final int LONG_WARM_UP_MILLIS = 15_000;
    private static final int SHORT_WARM_UP_MILLIS = 1_000;
    private static final int LEAD_MILLIS = 300;
    private static final int MILLIS = 1_500;
    private static final int FAR_MILLIS = 2_500;
    private static final int PROFILE_MILLIS = 20_000;
    private static final int MANY = 50;
    private static final int CROWD = 256;
    private static final List<Kind> IN_TOMCAT = List.of(
            Kind.CATAMAIL, Kind.STOCK, Kind.SPRING, Kind.SIMPLE_JAVA_MAIL, Kind.VERTX, Kind.LIMIT_1, Kind.LIMIT_2);
    private static final List<Kind> FAR =
            List.of(Kind.CATAMAIL, Kind.STOCK, Kind.SPRING, Kind.SIMPLE_JAVA_MAIL, Kind.VERTX, Kind.RAW);

    private final Path dir;
    private final PrintStream out;
    private final int rounds;
    private final SinkProcess sink;
    private final Target near;
    private final PlainPlace plain;
    private final Set<Place> warm = new HashSet<>();
    private final Results results = new Results();

    SendBench(Path dir, PrintStream out, int rounds) throws IOException {
        this.dir = dir;
        this.out = out;
        this.rounds = rounds;
        this.sink = SinkProcess.start(dir);
        this.near = new Target(sink.port(), /* login= */ true, /* recipients= */ 1, CONNECTIONS, /* pooled= */ true);
        this.plain = new PlainPlace(sink.trust());
    }

    /** Measures some cases. */
    Results run(Predicate<Case> wanted) throws IOException, InterruptedException {
        plain(Case.PLAIN_1, 1, wanted);
        plain(Case.PLAIN_8, CONNECTIONS, wanted);
        if (wanted.test(Case.UNPOOLED)) {
            unpooled();
        }
        if (wanted.test(Case.CROWD)) {
            crowd();
        }
        far(Case.FAR_1, 1, wanted);
        far(Case.FAR_50, MANY, wanted);
        tomcat(wanted);
        if (wanted.test(Case.WEBAPPS)) {
            webapps();
        }
        return results;
    }

    /** Returns where the time of Catamail goes, in words, for each of the cases that has one connection per thread. */
    String profile(Predicate<Case> wanted) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Case row : List.of(Case.PLAIN_1, Case.PLAIN_8, Case.TOMCAT_1, Case.TOMCAT_8)) {
            if (wanted.test(row)) {
                boolean inTomcat = row == Case.TOMCAT_1 || row == Case.TOMCAT_8;
                int threads = row == Case.PLAIN_1 || row == Case.TOMCAT_1 ? 1 : CONNECTIONS;
                Path file = dir.resolve(row.id() + ".jfr").toAbsolutePath();
                List<String> options = new ArrayList<>(sink.trust());
                options.addAll(Profile.record(file));
                try (Place place = inTomcat ? new TomcatPlace(dir, near, options) : new PlainPlace(options)) {
                    place.run(Kind.CATAMAIL, near, new Pace(threads, 0, PROFILE_MILLIS));
                }
                text.append(row.label()).append('\n').append(Profile.read(file));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        plain.close();
        sink.close();
    }

    private void plain(Case row, int threads, Predicate<Case> wanted) throws IOException, InterruptedException {
        if (!wanted.test(row)) {
            return;
        }
        Contest contest = contest(plain);
        for (Kind kind : Kind.values()) {
            if (kind != Kind.LOOK_UP) {
                contest.enter(row, kind, plain, near, pace(threads));
            }
        }
        contest.run(rounds, results);
    }

    private void unpooled() throws IOException, InterruptedException {
        Target each = new Target(sink.port(), near.login(), 1, CONNECTIONS, /* pooled= */ false);
        contest(plain)
                .enter(Case.UNPOOLED, Kind.CATAMAIL, plain, each, pace(1))
                .enter(Case.UNPOOLED, Kind.STOCK, plain, near, pace(1))
                .enter(Case.UNPOOLED, Kind.SPRING, plain, near, pace(1))
                .run(rounds, results);
    }

    private void crowd() throws IOException, InterruptedException {
        // Nobody has had to wait for a connection before.
        warm.add(plain);
        new Contest(sink, out, new Pace(CROWD, 0, LONG_WARM_UP_MILLIS))
                .enter(Case.CROWD_OF_8, Kind.CATAMAIL, plain, near, pace(CONNECTIONS))
                .enter(Case.CROWD, Kind.CATAMAIL, plain, near, pace(CROWD))
                .run(rounds, results);
    }

    private void far(Case row, int recipients, Predicate<Case> wanted) throws IOException, InterruptedException {
        if (!wanted.test(row)) {
            return;
        }
        Target away = new Target(sink.slowPort(), /* login= */ false, recipients, CONNECTIONS, /* pooled= */ true);
        Contest contest = contest(plain);
        for (Kind kind : FAR) {
            contest.enter(row, kind, plain, away, new Pace(1, LEAD_MILLIS, FAR_MILLIS));
        }
        contest.run(rounds, results);
    }

    private void tomcat(Predicate<Case> wanted) throws IOException, InterruptedException {
        if (!wanted.test(Case.TOMCAT_1) && !wanted.test(Case.TOMCAT_8)) {
            return;
        }
        try (TomcatPlace tomcat = new TomcatPlace(dir, near, sink.trust())) {
            for (Case row : List.of(Case.TOMCAT_1, Case.TOMCAT_8)) {
                if (wanted.test(row)) {
                    Contest contest = contest(tomcat);
                    for (Kind kind : IN_TOMCAT) {
                        contest.enter(row, kind, tomcat, near, pace(row == Case.TOMCAT_1 ? 1 : CONNECTIONS));
                    }
                    contest.run(rounds, results);
                }
            }
        }
    }

    private void webapps() throws IOException, InterruptedException {
        // Their connections would be counted.
        plain.close();
        try (WebappsPlace webapps = WebappsPlace.start(dir.resolve("webapps"), near, sink.trust())) {
            contest(webapps)
                    .enter(Case.WEBAPPS, Kind.LOOK_UP, webapps, near, pace(4))
                    .run(rounds, results);
        }
    }

    /** Returns one that warms up for long if nobody has sent from there before. */
    private Contest contest(Place place) {
        return new Contest(
                sink, out, new Pace(CONNECTIONS, 0, warm.add(place) ? LONG_WARM_UP_MILLIS : SHORT_WARM_UP_MILLIS));
    }

    private static Pace pace(int threads) {
        return new Pace(threads, LEAD_MILLIS, MILLIS);
    }
}
