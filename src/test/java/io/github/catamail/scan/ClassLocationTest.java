package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassLocationTest {
    @BeforeAll
    static void letUrlsOfArchivesBe() {
        TomcatURLStreamHandlerFactory.register();
    }

    @ParameterizedTest
    @CsvSource({
        "jar:file:/base/lib/mail-1.4.7.jar!/a/B.class,                       /base/lib/mail-1.4.7.jar,       mail-1.4.7.jar",
        "jar:file:/my%20base/lib/a+b%2Bc.jar!/a/B.class,                     /my base/lib/a+b+c.jar,         a+b+c.jar",
        "jar:war:file:/base/shop.war*/WEB-INF/lib/mail.jar!/a/B.class,       /base/shop.war*/WEB-INF/lib/mail.jar, mail.jar",
        "file:/base/shop/WEB-INF/classes/a/B.class,                          /base/shop/WEB-INF/classes,     WEB-INF/classes",
        "war:file:/base/shop.war*/WEB-INF/classes/a/B.class,             /base/shop.war*/WEB-INF/classes, WEB-INF/classes",
        "file:/base/classes/a/B.class,                                       /base/classes,                  classes"
    })
    void theFileIsReadFromTheUrl(String url, String path, String name) throws Exception {
        ClassLocation location = ClassLocation.of(new URL(url), "a/B.class");

        assertThat(location.path()).isEqualTo(path);
        assertThat(location.name()).isEqualTo(name);
        assertThat(location.isClasses()).isEqualTo(name.equals("WEB-INF/classes"));
    }
}
