package io.github.catamail.doctor.explain;

import io.github.catamail.config.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The errors that are known by their text, read once from the list beside this class, which explains its own form. */
final class KnownErrors {
    private static final String LIST = "known-errors.txt";
    private static final String REPLIES = "replies";
    private static final KnownErrors ALL = new KnownErrors();

    private final List<KnownError> errors = new ArrayList<>();
    private int next;
    private int replies;

    private KnownErrors() {
        InputStream stream = Objects.requireNonNull(KnownErrors.class.getResourceAsStream(LIST), LIST);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            @Nullable Draft draft = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("== ")) {
                    add(draft);
                    draft = new Draft(line.substring(3));
                } else if (draft != null && !line.isBlank()) {
                    draft.take(line);
                }
            }
            add(draft);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(LIST, unreadable);
        }
    }

    /** Returns all of them, those first that are closest to a reason. */
    static List<KnownError> all() {
        return List.copyOf(ALL.errors);
    }

    /** Returns the rank of what servers reply, and of what the JVM says of the network. */
    static int rankOfReplies() {
        return ALL.replies;
    }

    private void add(@Nullable Draft draft) {
        if (draft == null) {
            return;
        }
        int rank = next++;
        if (draft.topic.equals(REPLIES)) {
            replies = rank;
        } else {
            errors.add(draft.finish(rank));
        }
    }

    /** One entry as far as it has been read. */
    private static final class Draft {
        private final String topic;
        private final List<KnownError.Find> finds = new ArrayList<>();
        private boolean anywhere;
        private String means = "";
        private String fix = "";

        Draft(String topic) {
            this.topic = topic;
        }

        void take(String line) {
            int colon = line.indexOf(": ");
            String text = line.substring(colon + 2);
            switch (line.substring(0, colon)) {
                case "find" -> finds.add(KnownError.Find.of(text));
                case "anywhere" -> anywhere = true;
                case "means" -> means = text;
                case "fix" -> fix = text;
                default -> throw new IllegalStateException(LIST + ": " + line);
            }
        }

        KnownError finish(int rank) {
            return new KnownError(rank, topic(), finds, anywhere, means, fix);
        }

        private Topic topic() {
            return Arrays.stream(Topic.values())
                    .filter(candidate -> candidate.id().equals(topic))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(LIST + ": " + topic));
        }
    }
}
