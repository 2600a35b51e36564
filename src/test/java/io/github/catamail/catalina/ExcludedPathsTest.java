package io.github.catamail.catalina;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.Test;

final class ExcludedPathsTest {
    @Test
    void pathsAreSeparatedByCommasOrBlanks() {
        ExcludedPaths excluded = new ExcludedPaths(" /legacy, /other\n/a/b ");

        assertThat(excluded.contains(context("/legacy"))).isTrue();
        assertThat(excluded.contains(context("/other"))).isTrue();
        assertThat(excluded.contains(context("/a/b"))).isTrue();
        assertThat(excluded.contains(context("/legacy2"))).isFalse();
        assertThat(excluded.contains(context(""))).isFalse();
    }

    @Test
    void aSlashIsTheRootApplication() {
        assertThat(new ExcludedPaths("/").contains(context(""))).isTrue();
    }

    @Test
    void nothingIsExcludedByDefault() {
        ExcludedPaths excluded = new ExcludedPaths("");

        assertThat(excluded.contains(context(""))).isFalse();
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

        assertThat(excluded.contains(context("/met"))).isTrue();

        assertThat(excluded.unmet()).containsExactly("/misspelt");
    }

    private static StandardContext context(String path) {
        StandardContext context = new StandardContext();
        context.setPath(path);
        return context;
    }
}
