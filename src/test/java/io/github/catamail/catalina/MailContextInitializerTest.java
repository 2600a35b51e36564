package io.github.catamail.catalina;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.MailSessionFactory;
import io.github.catamail.config.SessionResource;
import jakarta.mail.Session;
import jakarta.servlet.ServletContainerInitializer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.ContextResourceLink;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailContextInitializerTest {
    @TempDir
    Path base;

    private final Tomcat tomcat = new Tomcat();
    private final Lines lines = new Lines();
    // Held, because the log manager forgets loggers that nobody holds.
    private final Logger logger = Logger.getLogger("io.github.catamail");
    private Context context;

    @BeforeEach
    void makeTomcat() throws Exception {
        logger.addHandler(lines);
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.enableNaming();
        // There is no JSP servlet here.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Path app = Files.createDirectories(base.resolve("shop"));
        context = tomcat.addWebapp("/shop", app.toString());
        // That of the tests is long.
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
    }

    @AfterEach
    void stopTomcat() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        logger.removeHandler(lines);
        System.clearProperty(SessionResource.FACTORY_PROPERTY);
        Counting.LOOKUPS.clear();
    }

    @Test
    void itIsASingleServiceThatTomcatFinds() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class))
                .filteredOn(service -> service.getClass().getName().startsWith("io.github.catamail"))
                .singleElement()
                .isInstanceOf(MailContextInitializer.class);
    }

    @Test
    void theNameOfTheFactoryIsThatOfItsClass() {
        assertThat(MailResource.FACTORY).isEqualTo(MailSessionFactory.class.getName());
    }

    @Test
    void aGoodResourceIsLookedUpInSilence() throws Exception {
        declare(mail("mail/Session", "host", "localhost"));

        start();

        assertThat(lines.from(Level.WARNING)).isEmpty();
    }

    @Test
    void aBadResourceIsNamedAtStartUpAndTheWebApplicationStarts() throws Exception {
        declare(mail("mail/Session"));

        start();

        assertThat(lines.from(Level.SEVERE))
                .singleElement()
                .asString()
                .startsWith("In web application '/shop': mail/Session: ")
                .contains("'host'")
                .doesNotContain("Exception");
        assertThat(context.getState()).isEqualTo(LifecycleState.STARTED);
    }

    @Test
    void eachBadResourceHasALineOfItsOwn() throws Exception {
        declare(mail("mail/One"));
        declare(mail("mail/Two"));

        start();

        assertThat(lines.from(Level.SEVERE)).hasSize(2);
    }

    @Test
    void aBadGlobalResourceIsNamedWhereItIsLinked() throws Exception {
        tomcat.getServer().getGlobalNamingResources().addResource(mail("mail/Global"));
        link("mail/Session", "mail/Global", "jakarta.mail.Session");

        start();

        assertThat(lines.from(Level.SEVERE))
                .singleElement()
                .asString()
                .startsWith("In web application '/shop': mail/Global: ");
    }

    @Test
    void aResourceOfTomcat9IsExplained() throws Exception {
        declare(resource("mail/Session", "javax.mail.Session", null));

        start();

        assertThat(lines.from(Level.SEVERE))
                .containsExactly("In web application '/shop': mail/Session: 'type' is \"javax.mail.Session\", as it was"
                        + " up to Tomcat 9. Tomcat 10 and later use \"jakarta.mail.Session\": change 'type', and"
                        + " <res-type> in web.xml. An application that itself uses javax.mail must be converted"
                        + " [wrong-type]");
    }

    @Test
    void aLinkOfTomcat9IsExplained() throws Exception {
        tomcat.getServer().getGlobalNamingResources().addResource(mail("mail/Global", "host", "localhost"));
        link("mail/Session", "mail/Global", "javax.mail.Session");

        start();

        assertThat(lines.from(Level.SEVERE)).singleElement().asString().endsWith("[wrong-type]");
    }

    @Test
    void aResourceOfAnotherFactoryIsNotLookedUp() throws Exception {
        declare(resource("mail/Other", "jakarta.mail.Session", Counting.class.getName()));
        declare(resource("jdbc/Pool", "com.example.Pool", Counting.class.getName()));

        start();

        assertThat(Counting.LOOKUPS).isEmpty();
    }

    @Test
    void withoutAFactoryTheSystemPropertyDecides() throws Exception {
        ContextResource resource = resource("mail/Session", "jakarta.mail.Session", null);
        resource.setProperty("mail.smtp.port", "none");
        declare(resource);
        System.setProperty(SessionResource.FACTORY_PROPERTY, MailResource.FACTORY);

        start();

        assertThat(lines.from(Level.SEVERE)).singleElement().asString().contains("'mail.smtp.port'");
    }

    @Test
    void aMissingFactoryIsNoticedWhereCatamailsAttributesAreWritten() throws Exception {
        ContextResource resource = resource("mail/Session", "jakarta.mail.Session", null);
        resource.setProperty("host", "smtp.example.com");
        declare(resource);
        declare(resource("mail/Stock", "jakarta.mail.Session", null));

        start();

        assertThat(lines.from(Level.WARNING))
                .containsExactly(
                        "In web application '/shop': mail/Session: it has attributes of Catamail but no 'factory',"
                                + " so that Tomcat's own factory takes it and ignores them. Add"
                                + " factory=\"io.github.catamail.MailSessionFactory\" [missing-attribute]");
    }

    @Test
    void theSecretsAreHiddenBeforeTheApplicationRuns() throws Exception {
        declare(mail("mail/Session", "host", "localhost", "user", "app", "password", "s3cret"));

        start();

        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = jmx.queryNames(new ObjectName("*:type=Resource,resourcetype=Context,*"), null).stream()
                .findFirst()
                .orElseThrow();
        assertThat(jmx.getAttribute(name, "password")).isEqualTo("[hidden]");
    }

    @Test
    void theSessionThatWasCheckedIsTheOneThatTheApplicationGets() throws Exception {
        declare(mail("mail/Session", "host", "localhost"));

        start();

        assertThat(lookUp("mail/Session")).isInstanceOf(Session.class).isSameAs(lookUp("mail/Session"));
    }

    @Test
    void aWebApplicationWithoutNamingIsLeftAlone() throws Exception {
        ((StandardContext) context).setUseNaming(false);
        declare(mail("mail/Session"));

        start();

        assertThat(lines.from(Level.WARNING)).isEmpty();
        assertThat(context.getState()).isEqualTo(LifecycleState.STARTED);
        // Tomcat would look for it there when it stops.
        context.getNamingResources().removeResource("mail/Session");
    }

    @Test
    void aWebApplicationWithCompleteMetadataIsCheckedToo() throws Exception {
        Files.createDirectories(base.resolve("shop/WEB-INF"));
        Files.writeString(
                base.resolve("shop/WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\" metadata-complete=\"true\">"
                        + "<absolute-ordering/></web-app>");
        declare(mail("mail/Session"));

        start();

        assertThat(lines.from(Level.SEVERE)).hasSize(1);
    }

    private void start() throws LifecycleException {
        tomcat.start();
    }

    private void declare(ContextResource resource) {
        context.getNamingResources().addResource(resource);
    }

    private void link(String name, String global, String type) {
        ContextResourceLink link = new ContextResourceLink();
        link.setName(name);
        link.setGlobal(global);
        link.setType(type);
        context.getNamingResources().addResourceLink(link);
    }

    // What an application finds under java:comp/env.
    @SuppressWarnings("BanJNDI")
    private Object lookUp(String name) throws Exception {
        return ((StandardContext) context)
                .getNamingContextListener()
                .getEnvContext()
                .lookup(name);
    }

    private static ContextResource mail(String name, String... attributes) {
        ContextResource resource = resource(name, "jakarta.mail.Session", MailResource.FACTORY);
        for (int i = 0; i < attributes.length; i += 2) {
            resource.setProperty(attributes[i], attributes[i + 1]);
        }
        return resource;
    }

    private static ContextResource resource(String name, String type, @Nullable String factory) {
        ContextResource resource = new ContextResource();
        resource.setName(name);
        resource.setType(type);
        if (factory != null) {
            resource.setProperty("factory", factory);
        }
        return resource;
    }

    /** A factory of somebody else that remembers what it was asked for. */
    public static final class Counting implements javax.naming.spi.ObjectFactory {
        static final List<String> LOOKUPS = new CopyOnWriteArrayList<>();

        @Override
        public Object getObjectInstance(
                Object reference,
                javax.naming.Name name,
                javax.naming.Context context,
                java.util.Hashtable<?, ?> environment) {
            LOOKUPS.add(String.valueOf(name));
            return "made";
        }
    }

    private static final class Lines extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        List<String> from(Level level) {
            List<String> found = new ArrayList<>();
            for (LogRecord logged : records) {
                if (logged.getLevel().intValue() >= level.intValue()) {
                    found.add(logged.getMessage());
                }
            }
            return found;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
