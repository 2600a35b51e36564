package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attributes of one resource, parsed once, with what came of them. */
final class Parsing {
    static final Path BASE = Path.of("/srv/tomcat");

    private final Problems problems = new Problems("mail/Session");
    private final @Nullable MailSettings settings;

    private Parsing(Map<String, String> attributes, boolean strictByDefault) {
        settings = SettingsParser.parse(attributes, BASE, strictByDefault, problems);
        assertThat(settings == null).as("no settings if and only if errors").isEqualTo(problems.hasErrors());
    }

    /** As where {@code factory} names Catamail. Names and texts take turns. */
    static Parsing strict(String... namesAndTexts) {
        return new Parsing(map(namesAndTexts), true);
    }

    static Parsing strict(Map<String, String> attributes) {
        return new Parsing(attributes, true);
    }

    /** As where a system property has put Catamail in the place of Tomcat's own factory. */
    static Parsing lenient(String... namesAndTexts) {
        return new Parsing(map(namesAndTexts), false);
    }

    static Parsing lenient(Map<String, String> attributes) {
        return new Parsing(attributes, false);
    }

    static Map<String, String> map(String... namesAndTexts) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            attributes.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return attributes;
    }

    /** The settings, where there is nothing to complain of. */
    MailSettings clean() {
        assertThat(errors()).isEmpty();
        assertThat(warnings()).isEmpty();
        return settings();
    }

    /** The settings, warnings or not. */
    MailSettings settings() {
        assertThat(errors()).isEmpty();
        return Objects.requireNonNull(settings);
    }

    /** The only server. */
    Endpoint endpoint() {
        assertThat(settings().endpoints()).hasSize(1);
        return settings().endpoints().get(0);
    }

    /** User and password. */
    Credentials login() {
        return Objects.requireNonNull(settings().authentication().credentials());
    }

    /** The errors with their topics. */
    List<String> errors() {
        return problems.errors().stream().map(Problem::toString).toList();
    }

    /** The warnings with their topics. */
    List<String> warnings() {
        return problems.warnings().stream().map(Problem::toString).toList();
    }

    String report() {
        return problems.report();
    }
}
