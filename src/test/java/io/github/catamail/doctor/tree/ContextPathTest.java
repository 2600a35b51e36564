package io.github.catamail.doctor.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContextPathTest {
    @ParameterizedTest
    @CsvSource({
        "ROOT, '', /",
        "ROOT##2, '', /##2",
        "##2, '', /##2",
        "shop, /shop, /shop",
        "shop##2.1, /shop, /shop##2.1",
        "a#b#c, /a/b/c, /a/b/c",
    })
    void theNameOfAFileIsThePath(String file, String path, String shown) {
        assertThat(ContextPath.ofFile(file).path()).isEqualTo(path);
        assertThat(ContextPath.ofFile(file)).hasToString(shown);
        assertThat(ContextPath.ofFile(ContextPath.ofFile(file).baseName())).isEqualTo(ContextPath.ofFile(file));
    }
}
