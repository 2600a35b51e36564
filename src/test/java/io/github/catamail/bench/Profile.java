package io.github.catamail.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of sending goes, from a recording of Java's flight recorder. A sample of a thread that runs Java code stands
 * for 10 ms, one of a thread that is in native code, mostly waiting for the network, for 20 ms.
 */
final class Profile {
    private static final int TOP = 25;
    private static final String SENDER = SessionContender.class.getName();
    private static final String BUILDING = Letter.class.getName();
    private static final Map<String, Integer> MILLIS = Map.of("jdk.ExecutionSample", 10, "jdk.NativeMethodSample", 20);

    /** Whose work it is. What the JDK does otherwise is the work of its caller. */
    private static final List<Layer> LAYERS = List.of(
            new Layer("waiting for the network", "sun.nio.ch.Net.poll"),
            new Layer("sockets", "sun.nio.ch."),
            new Layer("TLS", "sun.security."),
            new Layer("TLS", "com.sun.crypto."),
            new Layer("searching services", "java.util.ServiceLoader"),
            new Layer("pool", "io.github.catamail.pool."),
            new Layer("smtp", "io.github.catamail.smtp."),
            new Layer("transport", "io.github.catamail.transport."),
            new Layer("Catamail, elsewhere", "io.github.catamail.loader."),
            new Layer("Catamail, elsewhere", "io.github.catamail.session."),
            new Layer("Catamail, elsewhere", "io.github.catamail.traffic."),
            new Layer("Catamail, elsewhere", "io.github.catamail.tls."),
            new Layer("Catamail, elsewhere", "io.github.catamail.shaded."),
            new Layer("Commons Pool", "org.apache.commons.pool2."),
            new Layer("Angus", "org.eclipse.angus."),
            new Layer("Jakarta Mail", "jakarta.mail."));

    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, Integer> packages = new HashMap<>();
    private final Map<String, Integer> methods = new HashMap<>();
    private int total;

    private Profile() {}

    /** Returns the options of a JVM that records itself until it ends. */
    static List<String> record(Path file) {
        return List.of(
                "-XX:FlightRecorderOptions=stackdepth=256",
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
    }

    /** Reads what was recorded in threads that were sending. */
    static Profile read(Path file) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                Integer millis = MILLIS.get(event.getEventType().getName());
                if (millis != null && event.getStackTrace() != null) {
                    profile.add(
                            event.getStackTrace().getFrames().stream()
                                    .map(Profile::name)
                                    .toList(),
                            millis);
                }
            }
        }
        return profile;
    }

    @Override
    public String toString() {
        return "By part:\n" + top(layers) + "By package of the innermost frame:\n" + top(packages)
                + "By innermost frame:\n" + top(methods);
    }

    /** Adds a stack, the innermost frame first. */
    private void add(List<String> stack, int millis) {
        if (stack.stream().noneMatch(frame -> frame.startsWith(SENDER))) {
            return;
        }
        total += millis;
        String inner = stack.get(0);
        methods.merge(inner, millis, Integer::sum);
        String type = inner.substring(0, inner.lastIndexOf('.'));
        packages.merge(type.substring(0, Math.max(0, type.lastIndexOf('.'))), millis, Integer::sum);
        layers.merge(layer(stack), millis, Integer::sum);
    }

    private static String layer(List<String> stack) {
        String half = stack.stream().anyMatch(frame -> frame.startsWith(BUILDING)) ? "building: " : "sending: ";
        for (String frame : stack) {
            for (Layer layer : LAYERS) {
                if (frame.startsWith(layer.prefix)) {
                    return half + layer.label;
                }
            }
        }
        return half + "else";
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private String top(Map<String, Integer> parts) {
        return parts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(TOP)
                .map(part ->
                        String.format(Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * part.getValue() / total, part.getKey()))
                .collect(Collectors.joining());
    }

    private record Layer(String label, String prefix) {}
}
