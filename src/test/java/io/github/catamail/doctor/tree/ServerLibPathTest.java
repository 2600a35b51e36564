package io.github.catamail.doctor.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerLibPathTest {
    @TempDir
    Path dir;

    @BeforeEach
    void makeJars() throws IOException {
        for (String file :
                List.of("base/lib/b.jar", "base/lib/a.jar", "base/lib/a.txt", "home/lib/c.jar", "x,y/d.jar")) {
            Files.createDirectories(dir.resolve(file).getParent());
            Files.createFile(dir.resolve(file));
        }
    }

    @Test
    void whereNothingIsWrittenItIsLibOfBothDirectories() {
        assertThat(lib(Map.of()))
                .containsExactly("base/lib", "base/lib/a.jar", "base/lib/b.jar", "home/lib", "home/lib/c.jar");
    }

    @Test
    void whereTheyAreTheSameItIsThatOnce() {
        assertThat(lib(Map.of("catalina.home", dir.resolve("base").toString())))
                .containsExactly("base/lib", "base/lib/a.jar", "base/lib/b.jar");
    }

    @Test
    void quotationMarksKeepACommaTogether() {
        assertThat(lib(Map.of("common.loader", "${catalina.base}/lib/b.jar, \"" + dir + "/x,y/*.jar\",/not/there")))
                .containsExactly("base/lib/b.jar", "x,y/d.jar");
    }

    @Test
    void theSharedOnesComeAfterTheCommonOnes() {
        assertThat(lib(Map.of(
                        "common.loader", "${catalina.home}/lib/*.jar", "shared.loader", "${catalina.base}/lib/a.jar")))
                .containsExactly("home/lib/c.jar", "base/lib/a.jar");
    }

    private List<String> lib(Map<String, String> properties) {
        Map<String, String> all = new java.util.HashMap<>(Map.of(
                "catalina.base",
                dir.resolve("base").toString(),
                "catalina.home",
                dir.resolve("home").toString()));
        all.putAll(properties);
        return ServerLibPath.of(all).stream()
                .map(path -> dir.relativize(path).toString())
                .toList();
    }
}
