package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page for administrators says what the code does. */
final class SettingsPageTest {
    private static final Path PAGE = Path.of("docs/settings.md");

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static List<String> all(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(page())
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    /** What the page has to say of a setting; it may say more below. */
    static String section(Setting setting) {
        StringBuilder section = new StringBuilder();
        section.append("### `").append(setting.attribute()).append("`\n\n");
        section.append(setting.description()).append("\n\n");
        section.append("- Type: ").append(setting.type().description());
        if (!setting.choices().isEmpty()) {
            section.append(": ").append(code(setting.choices()));
        }
        section.append("\n- Default: ").append(setting.defaultText()).append('\n');
        if (!setting.synonyms().isEmpty()) {
            section.append("- Also written: ").append(code(setting.synonyms())).append('\n');
        }
        return section.toString();
    }

    private static String code(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void describesEachSetting(Setting setting) throws IOException {
        assertThat(page()).contains(section(setting));
    }

    @Test
    void describesNoOtherSettingAndInTheSameOrder() throws IOException {
        assertThat(all("^### `(\\w+)`$"))
                .isEqualTo(
                        Arrays.stream(Setting.values()).map(Setting::attribute).toList());
    }

    @Test
    void hasASectionForEachGroup() throws IOException {
        List<String> titles =
                Arrays.stream(SettingGroup.values()).map(SettingGroup::title).toList();

        assertThat(all("^## (.+)$")).containsSubsequence(titles);
        for (Setting setting : Setting.values()) {
            String upToIt = page().substring(0, page().indexOf("### `" + setting.attribute() + "`"));
            assertThat(upToIt.substring(upToIt.lastIndexOf("\n## ") + 4))
                    .startsWith(setting.group().title() + "\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void namesEachProviderWithWhatItFillsIn(Provider provider) throws IOException {
        Map<Setting, String> defaults = provider.defaults();

        assertThat(page())
                .contains("| `%s` | %s | %s | %s | "
                        .formatted(
                                provider.word(),
                                defaults.getOrDefault(Setting.HOST, "to be written"),
                                defaults.get(Setting.PORT),
                                defaults.get(Setting.TLS)));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void namesTheLimitsThatEachProviderFillsIn(Provider provider) throws IOException {
        String row = all("^(\\| `" + provider.word() + "` \\|.*)$").get(0);
        String limits = provider.defaults().entrySet().stream()
                .filter(entry -> entry.getKey().group() == SettingGroup.POOL)
                .map(entry -> "`" + entry.getKey().attribute() + "` " + entry.getValue())
                .collect(Collectors.joining(", "));

        assertThat(row.contains("Also fills in")).isEqualTo(!limits.isEmpty());
        assertThat(row).contains(limits);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void saysWhatUserAndPasswordAreForEachProvider(Provider provider) throws IOException {
        assertThat(page()).contains("\n- `" + provider.word() + "`: " + provider.loginHint() + ".\n");
    }

    @Test
    void namesNoOtherProvider() throws IOException {
        assertThat(all("^\\| `([a-z0-9-]+)` \\| [^|]+ \\| \\d+ \\|"))
                .isEqualTo(Arrays.stream(Provider.values()).map(Provider::word).toList());
    }

    @Test
    void namesEachPropertyWithoutEffect() throws IOException {
        assertThat(all("^\\| `(mail\\.[\\w.]+)` \\|"))
                .containsExactlyInAnyOrderElementsOf(PropertyWithoutEffect.names());
    }

    @Test
    void namesOnlyWhatExists() throws IOException {
        for (String name : all("`(mail\\.[A-Za-z0-9.-]+[A-Za-z0-9])`")) {
            String canonical = JakartaMailProperties.canonical(name);
            boolean synonym = Arrays.stream(Setting.values())
                    .anyMatch(setting -> setting.synonyms().contains(canonical));
            assertThat(synonym || JakartaMailProperties.type(canonical) != null || name.equals("mail.imap.password"))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void namesTheAttributesOfTheResourceElement() throws IOException {
        for (String name :
                List.of("name", "type", "auth", "scope", "singleton", "description", "factory", "closeMethod")) {
            assertThat(page()).contains("`" + name + "`");
        }
    }

    @Test
    void isPlainAscii() throws IOException {
        assertThat(page()).isASCII();
    }
}
