package io.github.catamail.bench;

import jakarta.mail.Session;
import java.util.List;
import java.util.Properties;

/** Who takes part, and the limits that nobody can pass. */
enum Kind {
    CATAMAIL("Catamail") {
        @Override
        Contender open(Target target, SessionSource sessions) throws Exception {
            return new SessionContender(sessions.catamail(target), target);
        }
    },
    /** Looks the session up for each message. */
    LOOK_UP("Catamail, with look-up") {
        @Override
        Contender open(Target target, SessionSource sessions) {
            return new SessionContender(() -> sessions.catamail(target), target);
        }
    },
    STOCK("Tomcat's factory") {
        @Override
        Contender open(Target target, SessionSource sessions) throws Exception {
            return new SessionContender(sessions.stock(target), target);
        }
    },
    SPRING("Spring") {
        @Override
        Contender open(Target target, SessionSource sessions) {
            return new SpringContender(target);
        }
    },
    SIMPLE_JAVA_MAIL("Simple Java Mail") {
        @Override
        Contender open(Target target, SessionSource sessions) {
            return new SimpleJavaMailContender(target);
        }
    },
    VERTX("Vert.x") {
        @Override
        Contender open(Target target, SessionSource sessions) {
            return new VertxContender(target);
        }
    },
    /** One round trip for each message, which Jakarta Mail builds. */
    LIMIT_1("L1") {
        @Override
        Contender open(Target target, SessionSource sessions) {
            return new RawContender(target, new BuiltBody(Session.getInstance(new Properties()), target));
        }
    },
    /** The same in a JVM in which Jakarta Mail need not search. */
    LIMIT_2("L2") {
        @Override
        Contender open(Target target, SessionSource sessions) throws Exception {
            return LIMIT_1.open(target, sessions);
        }

        @Override
        List<String> options() {
            return List.of("-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider");
        }
    },
    RAW("raw bytes") {
        @Override
        Contender open(Target target, SessionSource sessions) throws Exception {
            return new RawContender(target, new ReadyBody(target));
        }
    };

    /** The libraries that applications use instead. */
    static final List<Kind> PEERS = List.of(SPRING, SIMPLE_JAVA_MAIL, VERTX);

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Makes one, which lives through all of its rounds. */
    abstract Contender open(Target target, SessionSource sessions) throws Exception;

    /** Returns options of the JVM that it runs in. */
    List<String> options() {
        return List.of();
    }
}
