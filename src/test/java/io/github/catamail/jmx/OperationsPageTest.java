package io.github.catamail.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} tells of all that the MBean shows, and of nothing else. */
final class OperationsPageTest {
    private static final Pattern CODE = Pattern.compile("`([A-Z][A-Za-z0-9]*|[a-z][A-Za-z]*\\(\\))`");

    @Test
    void everyAttributeAndOperationIsExplainedOnce() throws IOException {
        List<String> explained = rows().stream()
                .flatMap(row ->
                        CODE.matcher(row.substring(0, row.indexOf('|', 1))).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MailSessionMXBean.class.getMethods())
                        .map(OperationsPageTest::name)
                        .toList());
    }

    /** The rows of the tables between the heading and the next. */
    private static List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs", "operations.md"));
        int start = lines.indexOf("### What the numbers mean");
        int end = lines.indexOf("### What can be done");
        int after = lines.indexOf("### JConsole");
        assertThat(start).isPositive().isLessThan(end);
        return lines.subList(start, after).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    private static String name(Method method) {
        return method.getName().startsWith("get") ? method.getName().substring(3) : method.getName() + "()";
    }
}
