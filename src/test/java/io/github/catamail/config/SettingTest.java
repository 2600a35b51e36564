package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SettingTest {
    /** Names that people write in the style of Jakarta Mail though it does not know them. */
    private static final Set<String> NEVER_IN_JAKARTA_MAIL = Set.of("mail.smtp.password", "mail.password");

    @Test
    void namesAreUnique() {
        List<String> names = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            names.add(setting.attribute());
            names.addAll(setting.synonyms());
        }

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void namesAreNotThoseOfTheResourceElement() {
        for (Setting setting : Setting.values()) {
            assertThat(PropertyParser.RESERVED).doesNotContain(setting.attribute());
            for (String synonym : setting.synonyms()) {
                assertThat(PropertyParser.RESERVED).doesNotContain(synonym);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void synonymsOfJakartaMailAreKnownToIt(Setting setting) {
        for (String synonym : setting.synonyms()) {
            if (synonym.startsWith("mail.") && !NEVER_IN_JAKARTA_MAIL.contains(synonym)) {
                assertThat(JakartaMailProperties.names()).contains(synonym);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void choicesHaveWordsAndOthersHaveNone(Setting setting) {
        assertThat(setting.choices().isEmpty()).isEqualTo(setting.type() != SettingType.CHOICE);
        assertThat(setting.choices()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void secretsAreTheSecretNames(Setting setting) {
        assertThat(Setting.isSecret(setting.attribute())).isEqualTo(setting.type() == SettingType.SECRET);
        for (String synonym : setting.synonyms()) {
            assertThat(Setting.isSecret(synonym)).isEqualTo(setting.type() == SettingType.SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void areFoundByTheirNames(Setting setting) {
        assertThat(Setting.of(setting.attribute())).isSameAs(setting);
        assertThat(Setting.of(setting.attribute() + "x")).isNull();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void areDescribedInSentences(Setting setting) {
        assertThat(setting.description())
                .matches("(?s)[A-Za-z].*\\.")
                .isPrintable()
                .isASCII();
        assertThat(setting.defaultText()).isNotBlank().isPrintable().isASCII();
    }

    @Test
    void noOthersAreDescribed() {
        assertThat(SettingDescriptions.attributes())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Setting.values()).map(Setting::attribute).toList());
    }

    @Test
    void groupsStandTogether() {
        List<SettingGroup> groups = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (groups.isEmpty() || groups.get(groups.size() - 1) != setting.group()) {
                groups.add(setting.group());
            }
        }

        assertThat(groups).containsExactly(SettingGroup.values());
    }
}
