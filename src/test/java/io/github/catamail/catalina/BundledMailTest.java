package io.github.catamail.catalina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.MailSessionFactory;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.StubJar;
import io.github.catamail.testing.tomcat.WebApp;
import jakarta.mail.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.ContextResourceLink;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Web applications that bundle mail, in a Tomcat. */
final class BundledMailTest {
    private static final String BRINGS = " brings Jakarta Mail itself (jakarta.mail-";

    @TempDir
    Path base;

    private final Tomcat tomcat = new Tomcat();
    private final LogCapture log = LogCapture.ofCatamail();

    @BeforeEach
    void makeTomcat() throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.enableNaming();
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Files.createDirectories(base.resolve("webapps"));
    }

    @AfterEach
    void stopTomcat() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        log.close();
    }

    @Test
    void anApplicationWithoutMailJarsIsNotMentioned() throws Exception {
        declare(unpacked(
                WebApp.named("shop").library(StubJar.named("a.jar").types("a.B").in(base))));

        tomcat.start();

        assertThat(log.messages(Level.INFO)).noneMatch(line -> line.contains("bundles mail"));
        assertThat(log.messages(Level.WARNING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mailIsFoundInUnpackedAndPackedApplications(boolean packed) throws Exception {
        WebApp app = WebApp.named("shop")
                .library(activationJar())
                .library(StubJar.named("acme-all.jar")
                        .types("javax.mail.Session")
                        .in(base))
                .text("WEB-INF/classes/org/eclipse/angus/activation/MailcapRegistryProviderImpl.class", "");
        add(packed ? app.packInto(base) : app.unpackInto(base));

        tomcat.start();

        assertThat(log.messages(Level.INFO))
                .containsExactly(
                        "web application '/shop' bundles mail classes: WEB-INF/classes (Angus Activation), inside"
                                + " acme-all.jar (javax.mail), jakarta.activation-api-2.1.4.jar (Jakarta Activation API"
                                + " 2.1.4). It has no mail session of Catamail, so that they are its own affair.");
    }

    @Test
    void aHundredJarsAreSearched() throws Exception {
        WebApp app = WebApp.named("shop").library(activationJar());
        for (int i = 0; i < 99; i++) {
            app.library(StubJar.named("library-" + i + ".jar")
                    .pom("com.acme", "library-" + i, "1")
                    .in(base));
        }
        add(app.unpackInto(base));

        tomcat.start();

        assertThat(log.messages(Level.INFO))
                .singleElement()
                .asString()
                .contains("mail classes: jakarta.activation-api-2.1.4.jar (Jakarta Activation API 2.1.4). ");
    }

    @Test
    void aLookUpOfAnApplicationThatBringsJakartaMailIsRefusedAndSaidOnce() throws Exception {
        StandardContext context = declare(unpacked(WebApp.named("shop").library(mailJar())));

        tomcat.start();

        assertThat(log.messages(Level.WARNING))
                .singleElement()
                .asString()
                .startsWith("web application '/shop' bundles mail classes: jakarta.mail-")
                .contains("each look-up or injection of its mail sessions fails with a NamingException");
        assertThatThrownBy(() -> lookUp(context))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("mail/Session: web application '/shop'" + BRINGS)
                .hasMessageEndingWith("[wrong-jars]");
    }

    @Test
    void aLinkToAGlobalSessionIsRefusedInTheSameWordsAndWorksForOthers() throws Exception {
        tomcat.getServer().getGlobalNamingResources().addResource(mail("mail/Global"));
        StandardContext sound = link(unpacked(WebApp.named("sound")));
        StandardContext bundled = link(unpacked(WebApp.named("bundled").library(mailJar())));

        tomcat.start();

        assertThat(lookUp(sound)).isInstanceOf(Session.class);
        assertThatThrownBy(() -> lookUp(bundled))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("mail/Session: web application '/bundled'" + BRINGS);
        assertThat(bundled.getNamingResources().findResourceLink("mail/Session").getGlobal())
                .isEqualTo("mail/Global");
        assertThat(lookUp(sound)).isInstanceOf(Session.class);
        assertThat(environment(bundled)).isNotNull().satisfies(BundledMailTest::isReadOnly);
    }

    @Test
    void theRefusalGoesWhenTheCauseGoes() throws Exception {
        tomcat.getServer().getGlobalNamingResources().addResource(mail("mail/Global"));
        StandardContext context = link(unpacked(WebApp.named("shop").library(mailJar())));
        tomcat.start();
        assertThat(catchThrowable(() -> lookUp(context))).isNotNull();

        context.stop();
        Files.delete(base.resolve("shop/WEB-INF/lib").resolve(mailJar().getFileName()));
        context.start();

        assertThat(lookUp(context)).isInstanceOf(Session.class);
    }

    @Test
    void withTheSharingLoaderTheSameApplicationWorks() throws Exception {
        StandardContext context = declare(unpacked(WebApp.named("shop").library(mailJar())));
        WebappLoader loader = new WebappLoader();
        loader.setLoaderClass(MailSharingClassLoader.class.getName());
        context.setLoader(loader);

        tomcat.start();

        assertThat(lookUp(context)).isInstanceOf(Session.class);
        assertThat(log.messages(Level.WARNING)).isEmpty();
        assertThat(log.messages(Level.INFO))
                .filteredOn(line -> line.contains("bundles mail classes"))
                .singleElement()
                .asString()
                .endsWith(" They are harmless: its class loader takes those of the server instead.");
    }

    @Test
    void withDelegateToo() throws Exception {
        StandardContext context = declare(unpacked(WebApp.named("shop").library(mailJar())));
        context.setDelegate(true);

        tomcat.start();

        assertThat(lookUp(context)).isInstanceOf(Session.class);
        assertThat(log.messages(Level.WARNING)).isEmpty();
    }

    @Test
    void parallelVersionsAreToldApart() throws Exception {
        StandardContext context = declare(unpacked(WebApp.named("shop").library(mailJar())));
        context.setWebappVersion("2");
        context.setName("/shop##2");

        tomcat.start();

        assertThat(log.messages(Level.WARNING))
                .singleElement()
                .asString()
                .startsWith("web application '/shop##2' bundles ");
        assertThatThrownBy(() -> lookUp(context)).hasMessageContaining(" web application '/shop##2' brings ");
    }

    @Test
    void activationIsWarnedOfAndTheSessionHandedOut() throws Exception {
        StandardContext context = declare(unpacked(WebApp.named("shop").library(activationJar())));

        tomcat.start();

        assertThat(log.messages(Level.WARNING))
                .singleElement()
                .asString()
                .contains(" so that attachments that it makes with a DataHandler fail with a LinkageError. ");
        assertThat(lookUp(context)).isInstanceOf(Session.class);
    }

    @Test
    void aCopyOfCatamailIsNotMadeToMakeASessionForAll() throws Exception {
        ContextResource wrong = mail("mail/Global");
        wrong.setProperty("host", "");
        tomcat.getServer().getGlobalNamingResources().addResource(wrong);
        link(unpacked(WebApp.named("shop").classes(MailSessionFactory.class)));

        tomcat.start();

        assertThat(log.messages(Level.WARNING))
                .singleElement()
                .asString()
                .startsWith(
                        "web application '/shop' bundles mail classes: WEB-INF/classes (Catamail). Its copy of Catamail"
                                + " takes the place of the server's: ");
    }

    @Test
    void anApplicationWithoutNamingIsReportedToo() throws Exception {
        StandardContext context = unpacked(WebApp.named("shop").library(mailJar()));
        context.setUseNaming(false);

        tomcat.start();

        assertThat(log.messages(Level.INFO)).singleElement().asString().endsWith(" so that they are its own affair.");
    }

    // A name of the application's own.
    @SuppressWarnings("BanJNDI")
    private static Object lookUp(StandardContext context) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context.getLoader().getClassLoader());
        try {
            return environment(context).lookup("mail/Session");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // A name of the test's own.
    @SuppressWarnings("BanJNDI")
    private static void isReadOnly(Context environment) {
        assertThat(catchThrowable(() -> environment.bind("mine", "value"))).isNotNull();
    }

    private static Context environment(StandardContext context) {
        return context.getNamingContextListener().getEnvContext();
    }

    private Path mailJar() throws Exception {
        return jarOf(Session.class);
    }

    private Path activationJar() throws Exception {
        return StubJar.named("jakarta.activation-api-2.1.4.jar")
                .types("jakarta.activation.DataHandler")
                .pom("jakarta.activation", "jakarta.activation-api", "2.1.4")
                .in(base);
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private StandardContext unpacked(WebApp app) throws Exception {
        return add(app.unpackInto(base));
    }

    private StandardContext add(Path app) throws Exception {
        String name = app.getFileName().toString().replace(".war", "");
        StandardContext context = (StandardContext) tomcat.addWebapp("/" + name, app.toString());
        context.setUnpackWAR(false);
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        return context;
    }

    private static StandardContext declare(StandardContext context) {
        context.getNamingResources().addResource(mail("mail/Session"));
        return context;
    }

    private static StandardContext link(StandardContext context) {
        ContextResourceLink link = new ContextResourceLink();
        link.setName("mail/Session");
        link.setGlobal("mail/Global");
        link.setType(MailResource.TYPE);
        context.getNamingResources().addResourceLink(link);
        return context;
    }

    private static ContextResource mail(String name) {
        ContextResource resource = new ContextResource();
        resource.setName(name);
        resource.setType(MailResource.TYPE);
        resource.setProperty("factory", MailResource.FACTORY);
        resource.setProperty("host", "localhost");
        return resource;
    }
}
