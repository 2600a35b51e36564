package io.github.catamail.catalina;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.OwnDefault;
import io.github.catamail.MailSessionFactory;
import io.github.catamail.testing.tomcat.WebApp;
import jakarta.mail.Session;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Properties;
import java.util.function.Function;
import javax.activation.Asking;
import org.apache.catalina.Context;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailSharingClassLoaderTest {
    private static final String SESSION = "jakarta/mail/Session.class";
    private static final String SERVICE = "META-INF/services/jakarta.mail.util.StreamProvider";

    @TempDir
    Path base;

    private final Tomcat tomcat = new Tomcat();
    private WebApp app;

    @BeforeEach
    void makeTomcat() throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.setAddDefaultWebXmlToWebapp(false);
        app = WebApp.named("shop").library(Path.of(jar(Session.class))).classes(Asking.class, MailSessionFactory.class);
    }

    @AfterEach
    void stopTomcat() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void theClassesOfMailAreTheServersAndNotTheBundledOnes() throws Exception {
        assertThat(start(WebappClassLoaderBase.class.getPackageName() + ".ParallelWebappClassLoader")
                        .loadClass(Session.class.getName()))
                .as("without it")
                .isNotEqualTo(Session.class);
        assertThat(sharing().loadClass(Session.class.getName())).isEqualTo(Session.class);
    }

    @Test
    void everyOtherClassIsTheApplicationsOwn() throws Exception {
        WebappClassLoaderBase loader = sharing();

        assertThat(loader.loadClass(Asking.class.getName()).getClassLoader()).isSameAs(loader);
    }

    @Test
    void aCopyOfCatamailIsNotUsed() throws Exception {
        WebappClassLoaderBase loader = sharing();
        String name = MailSessionFactory.class.getName();

        assertThat(loader.findResource(name.replace('.', '/') + ".class")).isNotNull();
        assertThat(loader.loadClass(name)).isEqualTo(MailSessionFactory.class);
    }

    @Test
    void theResourcesInThePackagesAreTheServersToo() throws Exception {
        WebappClassLoaderBase loader = sharing();

        assertThat(loader.findResource(SESSION)).isNotNull();
        assertThat(loader.getResource(SESSION)).isEqualTo(Session.class.getResource("Session.class"));
        assertThat(Collections.list(loader.getResources(SESSION)))
                .containsExactly(Session.class.getResource("Session.class"));
    }

    @Test
    void aServiceIsTheServersHoweverItIsAskedFor() throws Exception {
        WebappClassLoaderBase loader = sharing();
        URL ofServer = getClass().getClassLoader().getResource(SERVICE);

        assertThat(Collections.list(loader.getResources(SERVICE))).containsExactly(ofServer);
        assertThat(loader.getResource(SERVICE)).isEqualTo(ofServer);
        try (InputStream stream = loader.getResourceAsStream(SERVICE)) {
            assertThat(new String(stream.readAllBytes(), UTF_8)).contains("MailStreamProvider");
        }
    }

    @Test
    void whatIsNotThereIsNotThere() throws Exception {
        WebappClassLoaderBase loader = sharing();
        String absent = "META-INF/services/jakarta.mail.Absent";

        assertThat(loader.getResource(absent)).isNull();
        assertThat(loader.getResourceAsStream(absent)).isNull();
        assertThat(loader.getResources(absent).hasMoreElements()).isFalse();
    }

    @Test
    void otherResourcesAreTheApplicationsFirst() throws Exception {
        app.text("WEB-INF/classes/META-INF/MANIFEST.MF", "its own");
        WebappClassLoaderBase loader = sharing();

        try (InputStream stream = loader.getResourceAsStream("META-INF/MANIFEST.MF")) {
            assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo("its own");
        }
    }

    @Test
    void whatTheServerLacksInThosePackagesIsTheApplications() throws Exception {
        app.text("WEB-INF/classes/org/eclipse/angus/mail/dsn/mailcap.txt", "reports");

        assertThat(Collections.list(sharing().getResources("org/eclipse/angus/mail/dsn/mailcap.txt")))
                .hasSize(1);
    }

    @Test
    void itsCopyIsOfItsKind() throws Exception {
        MailSharingClassLoader copy = ((MailSharingClassLoader) sharing()).copyWithoutTransformers();
        try (copy) {
            assertThat(copy.loadClass(Session.class.getName())).isEqualTo(Session.class);
            assertThat(copy.loadClass(Asking.class.getName()).getClassLoader()).isSameAs(copy);
        }
    }

    @Test
    void itLoadsInParallel() throws Exception {
        assertThat(sharing().isRegisteredAsParallelCapable()).isTrue();
    }

    @Test
    void afterTheStopItAnswersAsLittleAsTomcatsOwn() throws Exception {
        WebappClassLoaderBase loader = sharing();
        assertThat(loader.getResource(SERVICE)).isNotNull();

        tomcat.stop();

        assertThatThrownBy(() -> loader.getResource(SERVICE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDefaultSessionIsThatOfTheApplicationUntilItStops() throws Exception {
        app.classes(OwnDefault.class);
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.password", "secret");

        Session before = ownDefault(sharing()).apply(properties);
        Context context = (Context) tomcat.getHost().findChildren()[0];
        context.reload();
        Session after = ownDefault(context.getLoader().getClassLoader()).apply(new Properties());

        assertThat(before.getProperty("mail.smtp.password")).isEqualTo("secret");
        assertThat(after.getProperties()).isEmpty();
    }

    @SuppressWarnings("unchecked") // that is what the class is
    private static Function<Properties, Session> ownDefault(ClassLoader loader) throws Exception {
        return (Function<Properties, Session>)
                loader.loadClass(OwnDefault.class.getName()).getConstructor().newInstance();
    }

    private WebappClassLoaderBase sharing() throws Exception {
        return start(MailSharingClassLoader.class.getName());
    }

    private WebappClassLoaderBase start(String loaderClass) throws Exception {
        String path = "/" + loaderClass.substring(loaderClass.lastIndexOf('.') + 1);
        Context context = tomcat.addWebapp(
                path, app.unpackInto(base.resolve("webapps" + path)).toString());
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        WebappLoader loader = new WebappLoader();
        loader.setLoaderClass(loaderClass);
        context.setLoader(loader);
        tomcat.start();
        return (WebappClassLoaderBase) context.getLoader().getClassLoader();
    }

    private static String jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
