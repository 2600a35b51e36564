package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExcludedPathsTest {
    @Test
    void pathsAreSeparatedByCommasOrBlanks() {
        ExcludedPaths excluded = new ExcludedPaths(" /legacy, /other\n/a/b ");

        assertThat(excluded.contains("/legacy")).isTrue();
        assertThat(excluded.contains("/other")).isTrue();
        assertThat(excluded.contains("/a/b")).isTrue();
        assertThat(excluded.contains("/legacy2")).isFalse();
        assertThat(excluded.contains("")).isFalse();
    }

    @Test
    void aSlashIsTheRootApplication() {
        assertThat(new ExcludedPaths("/").contains("")).isTrue();
    }

    @Test
    void nothingIsExcludedByDefault() {
        ExcludedPaths excluded = new ExcludedPaths("");

        assertThat(excluded.contains("")).isFalse();
        assertThat(excluded.malformed()).isEmpty();
        assertThat(excluded.unmet()).isEmpty();
    }

    @Test
    void whatIsNoContextPathIsTold() {
        assertThat(new ExcludedPaths("legacy /shop/ /app##2 / /good").malformed())
                .containsExactly("legacy", "/shop/", "/app##2");
    }

    @Test
    void whatNoApplicationHasIsTold() {
        ExcludedPaths excluded = new ExcludedPaths("/met /misspelt wrong");

        assertThat(excluded.contains("/met")).isTrue();

        assertThat(excluded.unmet()).containsExactly("/misspelt");
    }
}
