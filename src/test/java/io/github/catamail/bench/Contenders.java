package io.github.catamail.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contenders of one JVM. Each is opened once and stays for all of its rounds. */
final class Contenders implements AutoCloseable {
    private final Map<String, Contender> open = new ConcurrentHashMap<>();
    private final SessionSource sessions;

    Contenders(SessionSource sessions) {
        this.sessions = sessions;
    }

    Round run(Kind kind, Target target, Pace pace) throws Exception {
        String key = kind + " " + target;
        Contender contender = open.get(key);
        if (contender == null) {
            contender = kind.open(target, sessions);
            open.put(key, contender);
        }
        return Load.run(contender, pace);
    }

    @Override
    public void close() throws IOException {
        for (Contender contender : open.values()) {
            contender.close();
        }
    }
}
