package io.github.catamail.doctor.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariablesTest {
    private static final String PACKAGE = "org.apache.tomcat.util.digester.";

    @Test
    void theyAreReplacedAsInTomcat() {
        Variables variables = new Variables(Map.of("a", "1", "b", "${a}2"), Map.of());

        assertThat(variables.replace("x${a}y${a}")).isEqualTo("x1y1");
        assertThat(variables.replace("${c:-other}")).isEqualTo("other");
        assertThat(variables.replace("${c}")).isEqualTo("${c}");
        assertThat(variables.replace("$a $ {a} 100$")).isEqualTo("$a $ {a} 100$");
        assertThat(variables.replace("${open")).isEqualTo("${open");
    }

    @Test
    void thePropertiesOfThisJvmAreNone() {
        assertThat(System.getProperty("java.version")).isNotNull();
        assertThat(new Variables(Map.of(), Map.of()).replace("${java.version}")).isEqualTo("${java.version}");
    }

    @Test
    void theEnvironmentCountsOnlyWhereTomcatIsToldSo() {
        Map<String, String> environment = Map.of("HOST", "smtp.example.com");

        assertThat(new Variables(Map.of(), environment).replace("${HOST}")).isEqualTo("${HOST}");
        Variables told = new Variables(
                Map.of(
                        Variables.SOURCES,
                        " com.acme.Vault, " + PACKAGE + "EnvironmentPropertySource",
                        "HOST",
                        "localhost"),
                environment);
        assertThat(told.replace("${HOST}")).isEqualTo("smtp.example.com");
        assertThat(told.fromEnvironment()).isTrue();
        assertThat(told.unknownSources()).containsExactly("com.acme.Vault");
    }

    @Test
    void filesOfAServiceBindingAreRead(@TempDir Path root) throws Exception {
        Files.createDirectory(root.resolve("mail"));
        Files.writeString(root.resolve("mail/password"), "secret\n");
        Variables variables = new Variables(
                Map.of(Variables.SOURCES, PACKAGE + "ServiceBindingPropertySource"),
                Map.of("SERVICE_BINDING_ROOT", root.toString()));

        assertThat(variables.replace("${mail.password}")).isEqualTo("secret\n");
        assertThat(variables.replace("${chomp:mail.password}")).isEqualTo("secret");
        assertThat(variables.replace("${mail.user} ${x.y.z}")).isEqualTo("${mail.user} ${x.y.z}");
    }

    @Test
    void whatWasAskedForIsRemembered() {
        Variables variables = new Variables(Map.of("a", "1"), Map.of());

        variables.replace("${a} ${b:-2} c");

        assertThat(variables.used()).containsExactlyInAnyOrder("a", "b", "b:-2");
    }
}
