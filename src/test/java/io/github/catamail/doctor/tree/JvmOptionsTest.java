package io.github.catamail.doctor.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JvmOptionsTest {
    private static final Path BASE = Path.of("/srv/tomcat");

    @Test
    void optionsAreFoundWithAndWithoutQuotationMarks() {
        assertThat(options("CATALINA_OPTS=\"-Da.b=1 -Dc='two words' -Dd= -De -Xmx1g -DF-g_h=\"x y\""))
                .containsExactly("1 a.b=1", "1 c=two words", "1 d=", "1 e=", "1 F-g_h=x y");
    }

    @Test
    void commentsOfEachKindOfScriptAreLeftOut() {
        assertThat(options("# -Da=1\n  #-Db=2\nrem -Dc=3\n@REM -Dd=4\n:: -De=5\nset CATALINA_OPTS=-Df=6"))
                .containsExactly("6 f=6");
    }

    @Test
    void theDirectoriesOfTomcatAreFilledIn() {
        assertThat(options("-Da=$CATALINA_BASE/a -Db=${CATALINA_HOME}/b -Dc=%CATALINA_BASE%\\c -Dd=$OTHER/d"))
                .containsExactly("1 a=/srv/tomcat/a", "1 b=/opt/tomcat/b", "1 c=/srv/tomcat\\c", "1 d=$OTHER/d");
    }

    @Test
    void whatOnlyLooksLikeAnOptionIsNone() {
        assertThat(options("grep-Da=1 --Db=2 x-Dc=3")).isEmpty();
    }

    private static List<String> options(String text) {
        Installation installation = new Installation(Path.of("/opt/tomcat"), BASE, Map.of());
        return JvmOptions.in(text, new Place(BASE.resolve("bin/setenv.sh"), "bin/setenv.sh", 0), installation).stream()
                .map(option -> option.place().line() + " " + option.name() + "="
                        + option.value().reveal())
                .toList();
    }
}
