package io.github.catamail.cli;

import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows results to machines, as one JSON object at the end. Its fields are those of {@code docs/command.md}. */
final class JsonResults implements Results {
    private final Screen screen;
    private final Tally tally;
    private final String command;
    private final List<Object> reports = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    JsonResults(Screen screen, Tally tally, String command) {
        this.screen = screen;
        this.tally = tally;
        this.command = command;
    }

    @Override
    public void add(Report report) {
        tally.add(report);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("subject", report.subject());
        fields.put("steps", report.steps().stream().map(JsonResults::step).toList());
        fields.put(
                "findings", report.findings().stream().map(JsonResults::finding).toList());
        reports.add(fields);
    }

    @Override
    public void say(String line) {
        // For people.
    }

    @Override
    public void fact(String name, Object value) {
        facts.put(name, value);
    }

    @Override
    public int finish() {
        return finish("", tally.exitCode());
    }

    @Override
    public int finish(String lastLine, int exitCode) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("command", command);
        fields.put("version", Versions.own());
        fields.put("exitCode", exitCode);
        fields.put("errors", tally.errors());
        fields.put("warnings", tally.warnings());
        fields.putAll(facts);
        fields.put("reports", reports);
        screen.line(JsonText.of(fields));
        return exitCode;
    }

    private static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", step.name());
        fields.put("outcome", word(step.outcome()));
        fields.put("millis", step.took() == null ? null : step.took().toMillis());
        fields.put("details", step.details());
        return fields;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("severity", word(finding.severity()));
        fields.put("id", finding.topic().id());
        fields.put("where", finding.where());
        fields.put("what", finding.what());
        fields.put("cure", finding.cure());
        fields.put("see", finding.link());
        return fields;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
