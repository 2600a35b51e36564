package io.github.catamail.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code conf-examples/prometheus-jmx-exporter.yml} against MBeans as they are, matched as the JMX exporter does. */
final class PrometheusRulesTest {
    private static final Path FILE = Path.of("conf-examples", "prometheus-jmx-exporter.yml");

    /** The exporter cuts these ends off, or adds to them. */
    private static final Pattern RESERVED = Pattern.compile(".*_(created|info|bucket|count|sum)(_total)?");

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final StubResource resource = new StubResource("mail/Session");
    private List<Rule> rules = List.of();

    @BeforeEach
    void readTheRules() throws IOException {
        rules = Rule.all(Files.readAllLines(FILE));
        resource.traffic.failed(new MessagingException("no answer [timeout]"));
        resource.traffic.sent(1, 2_000, 5_000_000);
    }

    @Test
    void everyNumberOfASharedResourceIsAMetric() throws Exception {
        try (Registration registration = open(null)) {
            Map<String, String> metrics = metrics(registration);

            assertThat(metrics)
                    .containsEntry("catamail_sent_total", "{resource=mail/Session} 1")
                    .containsEntry("catamail_failed_total", "{resource=mail/Session, topic=timeout} 1")
                    .containsEntry("catamail_connections_idle", "{resource=mail/Session} 2")
                    .containsEntry("catamail_server_certificate_days_left", "{resource=mail/Session} -1")
                    .containsEntry("catamail_send_seconds_max", "{resource=mail/Session} 5.0 * 0.001");
            assertThat(metrics.keySet())
                    .allMatch(name -> name.matches("catamail_[a-z_]+"))
                    .noneMatch(name -> RESERVED.matcher(name).matches());
        }
    }

    @Test
    void everyNumberOfTheBeanIsMatchedByOneRuleOnly() throws Exception {
        try (Registration registration = open(null)) {
            for (Map.Entry<String, Object> value : values(registration).entrySet()) {
                long matching = rules.stream()
                        .filter(rule -> rule.match(value.getKey(), value.getValue()) != null)
                        .count();
                // The sum of the failures is that of its parts.
                boolean metric =
                        value.getValue() instanceof Number && !value.getKey().endsWith(">Failed");

                assertThat(matching).as(value.getKey()).isEqualTo(metric ? 1 : 0);
            }
        }
    }

    @Test
    void theApplicationAndTheNumberAreLabels() throws Exception {
        try (Registration first = open("localhost/shop");
                Registration second = open("localhost/shop");
                Registration noHost = open("/shop##2")) {
            assertThat(metrics(first))
                    .containsEntry(
                            "catamail_sent_total", "{resource=mail/Session, host=localhost, application=/shop} 1");
            assertThat(metrics(second))
                    .containsEntry(
                            "catamail_sent_total",
                            "{resource=mail/Session, host=localhost, application=/shop, number=2} 1")
                    .containsEntry(
                            "catamail_failed_total",
                            "{resource=mail/Session, host=localhost, application=/shop, number=2, topic=timeout} 1");
            assertThat(metrics(noHost))
                    .containsEntry("catamail_sent_total", "{resource=mail/Session, application=/shop##2} 1");
        }
    }

    @Test
    void theObjectNamesThatAreAskedForAreThoseOfCatamail() throws Exception {
        String include = Files.readAllLines(FILE).stream()
                .filter(line -> line.matches("  - '.*'"))
                .map(line -> line.substring(5, line.length() - 1))
                .findFirst()
                .orElseThrow();
        try (Registration shared = open(null);
                Registration own = open("localhost/shop")) {
            assertThat(server.queryNames(new ObjectName(include), null))
                    .containsExactlyInAnyOrder(shared.name(), own.name());
        }
    }

    @Test
    void theFileIsPlainAscii() throws IOException {
        assertThat(Files.readString(FILE)).isASCII().startsWith("# ");
    }

    private Registration open(@Nullable String application) {
        return Registration.open(server, resource, application, StubResource.CLOCK);
    }

    /** The metrics by name; of several with the same name the last. */
    private Map<String, String> metrics(Registration registration) throws Exception {
        Map<String, String> metrics = new TreeMap<>();
        values(registration)
                .forEach((input, value) -> rules.stream()
                        .filter(rule -> rule.match(input, value) != null)
                        .findFirst()
                        .ifPresent(rule -> metrics.put(rule.metric(input, value), rule.sample(input, value))));
        return metrics;
    }

    /** What the exporter looks at, without the value: {@code domain<key=value, ...><>Attribute}. */
    private Map<String, Object> values(Registration registration) throws Exception {
        ObjectName name = Objects.requireNonNull(registration.name());
        String keys = name.getKeyPropertyListString().replace(",", ", ");
        Map<String, Object> values = new LinkedHashMap<>();
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
            Object value = server.getAttribute(name, attribute.getName());
            if (value instanceof TabularData table) {
                for (Object row : table.values()) {
                    CompositeData pair = (CompositeData) row;
                    values.put(
                            name.getDomain() + "<" + keys + ", key=" + pair.get("key") + "><>" + attribute.getName(),
                            pair.get("value"));
                }
            } else if (!value.getClass().isArray()) {
                values.put(name.getDomain() + "<" + keys + "><>" + attribute.getName(), value);
            }
        }
        return values;
    }

    /** One rule of the file. */
    private record Rule(Map<String, String> fields, Map<String, String> labels) {
        static List<Rule> all(List<String> lines) {
            List<Rule> rules = new ArrayList<>();
            Pattern field = Pattern.compile("( {2}- | {4}| {6})([A-Za-z]+): '?(.*?)'?");
            for (String line : lines.subList(lines.indexOf("rules:") + 1, lines.size())) {
                Matcher matcher = field.matcher(line);
                if (line.strip().startsWith("#") || line.equals("    labels:")) {
                    continue;
                }
                assertThat(matcher.matches()).as(line).isTrue();
                if (matcher.group(1).equals("  - ")) {
                    rules.add(new Rule(new LinkedHashMap<>(), new LinkedHashMap<>()));
                }
                Rule last = rules.get(rules.size() - 1);
                (matcher.group(1).length() == 6 ? last.labels : last.fields).put(matcher.group(2), matcher.group(3));
            }
            assertThat(rules).isNotEmpty();
            return rules;
        }

        @Nullable Matcher match(String input, Object value) {
            int attribute = input.lastIndexOf('>') + 1;
            String name = input.substring(attribute);
            if (Boolean.parseBoolean(fields.get("attrNameSnakeCase"))) {
                name = name.replaceAll("(?<![A-Z])(?=[A-Z])(?<!^)", "_").toLowerCase(Locale.ROOT);
            }
            Matcher matcher = Pattern.compile("^.*(?:" + fields.get("pattern") + ").*$")
                    .matcher(input.substring(0, attribute) + name + ": " + value);
            return matcher.matches() ? matcher : null;
        }

        String metric(String input, Object value) {
            return fill(Objects.requireNonNull(fields.get("name")), input, value)
                    .toLowerCase(Locale.ROOT);
        }

        /** Labels that are empty are none. */
        String sample(String input, Object value) {
            Map<String, String> filled = new LinkedHashMap<>();
            labels.forEach((label, text) -> {
                String content = fill(text, input, value);
                if (!content.isEmpty()) {
                    filled.put(label, content);
                }
            });
            String factor = fields.get("valueFactor");
            return filled + " " + value + (factor == null ? "" : " * " + factor);
        }

        private String fill(String text, String input, Object value) {
            Matcher matcher = Objects.requireNonNull(match(input, value));
            String filled = text;
            for (int group = matcher.groupCount(); group > 0; group--) {
                String found = matcher.group(group);
                filled = filled.replace("$" + group, found == null ? "" : found);
            }
            return filled;
        }
    }
}
