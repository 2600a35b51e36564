package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JarIdentityTest {
    @ParameterizedTest
    @CsvSource({
        "mail-1.4.7.jar, 1.4.7",
        "activation-1.1.jar, 1.1",
        "javax.mail-1.6.2.jar, 1.6.2",
        "javax.mail-api-1.6.2.jar, 1.6.2",
        "jakarta.mail-2.0.1.jar, 2.0.1",
        "jakarta.mail-api-2.1.5.jar, 2.1.5",
        "jakarta.activation-api-2.1.4.jar, 2.1.4",
        "angus-mail-2.1.0-M1.jar, 2.1.0-M1",
        "geronimo-javamail_1.4_mail-1.8.4.jar, 1.8.4",
        "catamail-0.1.0-SNAPSHOT.jar, 0.1.0-SNAPSHOT"
    })
    void aMailJarIsKnownByItsName(String name, String version) {
        assertThat(JarIdentity.of(name, null))
                .isEqualTo(new JarIdentity(/* isMailJar= */ true, version, /* converted= */ false));
    }

    @Test
    void aNameWithoutAVersionHasNone() {
        assertThat(JarIdentity.of("mail.jar", new Manifest()))
                .isEqualTo(new JarIdentity(/* isMailJar= */ true, null, /* converted= */ false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme-all-3.0.jar", "mail-service-3.0.jar", "mailapp-1.0.jar", "activation-keys-2.jar"})
    void theNameAndVersionOfAnotherJarAreNotThoseOfMail(String name) {
        assertThat(JarIdentity.of(name, manifest("Implementation-Title", "Acme", "Implementation-Version", "3.0")))
                .isEqualTo(new JarIdentity(/* isMailJar= */ false, null, /* converted= */ false));
    }

    @Test
    void aRenamedMailJarIsKnownByItsManifest() {
        assertThat(JarIdentity.of(
                        "our-mail.jar",
                        manifest("Bundle-SymbolicName", "org.eclipse.angus.jakarta.mail", "Bundle-Version", "2.0.5")))
                .isEqualTo(new JarIdentity(/* isMailJar= */ true, "2.0.5", /* converted= */ false));
    }

    @Test
    void anotherJarThatTookTheManifestOfMailIsNoMailJar() {
        assertThat(JarIdentity.of(
                        "acme-all-3.0.jar",
                        manifest("Bundle-SymbolicName", "org.eclipse.angus.jakarta.mail", "Bundle-Version", "2.0.5")))
                .isEqualTo(new JarIdentity(/* isMailJar= */ false, null, /* converted= */ false));
    }

    @Test
    void theManifestGoesBeforeTheName() {
        assertThat(JarIdentity.of("mail-9.jar", manifest("Implementation-Version", "1.4.7"))
                        .version())
                .isEqualTo("1.4.7");
    }

    @Test
    void theMarkOfTomcatsConverterIsNoPartOfTheVersion() {
        assertThat(JarIdentity.of("mail-1.4.7.jar", manifest("Implementation-Version", "1.4.7-migrated-1.0.12")))
                .isEqualTo(new JarIdentity(/* isMailJar= */ true, "1.4.7", /* converted= */ true));
    }

    private static Manifest manifest(String... attributes) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        for (int i = 0; i < attributes.length; i += 2) {
            main.putValue(attributes[i], attributes[i + 1]);
        }
        return manifest;
    }
}
