package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.session.ResourceTest;
import io.github.catamail.testing.Resource;
import io.github.catamail.trial.StepListener;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.naming.RefAddr;

/** What the test of a connection says of a resource, as {@code catamail test} shows it. */
final class Diagnosis {
    private Diagnosis() {}

    /** Asserts that there is one error, and what it says. */
    static void assertError(Resource resource, Topic topic, String what, String cure) {
        assertThat(findings(resource))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .containsExactly(new Finding(Severity.ERROR, topic, "mail/Session", what, cure));
    }

    /** Asserts that mail can be sent. */
    static void assertNoError(Resource resource) {
        assertThat(findings(resource)).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    static List<Finding> findings(Resource resource) {
        Map<String, String> attributes = new HashMap<>();
        for (RefAddr address : Collections.list(resource.reference().getAll())) {
            attributes.put(address.getType(), (String) address.getContent());
        }
        List<Report> reports = ResourceTest.run(
                "mail/Session",
                attributes,
                attributes.containsKey("factory"),
                Path.of("").toAbsolutePath(),
                null,
                StepListener.NONE);
        return reports.stream().flatMap(report -> report.findings().stream()).toList();
    }
}
