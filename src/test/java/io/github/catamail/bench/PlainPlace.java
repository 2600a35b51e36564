package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A plain JVM for each contender, so that none is compiled for the habits of another. */
final class PlainPlace implements Place {
    private final Map<Kind, ChildProcess> workers = new EnumMap<>(Kind.class);
    private final List<String> options;

    /** Starts no JVM yet. */
    PlainPlace(List<String> options) {
        this.options = options;
    }

    @Override
    public Round run(Kind kind, Target target, Pace pace) throws IOException {
        ChildProcess worker = workers.get(kind);
        if (worker == null) {
            List<String> all = new ArrayList<>(options);
            all.addAll(kind.options());
            worker = ChildProcess.start(
                    Worker.class, Artifacts.classPath(), TomcatVersion.java(), all, /* arguments= */ List.of());
            workers.put(kind, worker);
        }
        return Round.parse(worker.ask(kind.name() + " " + target + " " + pace));
    }

    @Override
    public void close() {
        workers.values().forEach(ChildProcess::close);
        workers.clear();
    }
}
