package io.github.catamail.trial;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.report.Report;
import io.github.catamail.report.ReportText;
import io.github.catamail.report.Step;
import io.github.catamail.smtp.NameService;
import io.github.catamail.smtp.Submission;
import io.github.catamail.testing.Resource;
import io.github.catamail.tls.TlsContext;
import io.github.catamail.traffic.Traffic;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import org.jspecify.annotations.Nullable;

/** Runs tests of connections, and makes texts of their reports that are the same in each run. */
final class Trials {
    static final String MACHINE = "app.example.com";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern MESSAGE = Pattern.compile("<catamail-test\\.[0-9a-f-]{36}@");
    private static final Pattern DAYS = Pattern.compile("\\d+ days");

    private Trials() {}

    /** A resource at this machine that introduces itself always in the same way. */
    static Resource at(int port) {
        return Resource.mail().at("127.0.0.1", port).with("heloName", MACHINE);
    }

    /** Returns what connections of a resource need to know. */
    static Submission submission(Resource resource) {
        Map<String, String> attributes = new HashMap<>();
        for (RefAddr address : Collections.list(resource.reference().getAll())) {
            attributes.put(address.getType(), (String) address.getContent());
        }
        Problems problems = new Problems("mail/Session");
        MailSettings settings = SettingsParser.read(attributes, Path.of("").toAbsolutePath(), true, problems);
        Clock clock = Clock.systemUTC();
        TlsContext tls = TlsContext.load(settings.tls(), problems, clock);
        if (problems.hasErrors()) {
            throw new AssertionError(problems.report());
        }
        return new Submission(
                settings,
                Objects.requireNonNull(tls),
                System::nanoTime,
                clock,
                new Traffic(System::nanoTime, clock),
                NameService.ofMachine());
    }

    /** Returns the same with a name service that need not be that of this machine. */
    static Submission asking(NameService.Lookup lookup, Submission of) {
        return new Submission(
                of.settings(), of.tls(), of.ticker(), of.clock(), of.traffic(), new NameService(lookup, of.ticker()));
    }

    static List<Report> run(Resource resource, @Nullable String to) {
        return run(submission(resource), resource, to, List.of(1));
    }

    static List<Report> run(Submission submission, Resource resource, @Nullable String to, List<Integer> usualPorts) {
        return new ConnectionTest(submission, () -> session(resource), usualPorts).run(to, StepListener.NONE);
    }

    private static Session session(Resource resource) {
        try {
            return resource.session();
        } catch (NamingException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** Returns the text that a report is to have. */
    static String golden(String name) throws IOException {
        try (InputStream file = Trials.class.getResourceAsStream(name + ".txt")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns reports as text without what differs from run to run. */
    static String masked(List<Report> reports, int... ports) {
        List<Report> timeless = reports.stream()
                .map(report -> new Report(
                        report.subject(),
                        report.steps().stream()
                                .map(step -> new Step(step.name(), step.outcome(), null, step.details()))
                                .toList(),
                        report.findings()))
                .toList();
        String text = ReportText.of(timeless);
        for (int i = 0; i < ports.length; i++) {
            text = text.replaceAll("\\b" + ports[i] + "\\b", "PORT" + (i == 0 ? "" : i + 1));
        }
        text = FINGERPRINT.matcher(text).replaceAll("FINGERPRINT");
        text = DATE.matcher(text).replaceAll("DATE");
        text = MESSAGE.matcher(text).replaceAll("<catamail-test.ID@");
        text = DAYS.matcher(text).replaceAll("N days");
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }
}
