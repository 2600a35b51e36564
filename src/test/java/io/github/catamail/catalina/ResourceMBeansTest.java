package io.github.catamail.catalina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourceMBeansTest {
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    private final Tomcat tomcat = new Tomcat();
    private Context context;

    @BeforeEach
    void startTomcat(@TempDir Path base) throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.enableNaming();
        context = tomcat.addContext("/app", base.toString());
        context.getNamingResources().addResource(resource("mail/Session", "jakarta.mail.Session"));
        context.getNamingResources().addResource(resource("mail/Old", "javax.mail.Session"));
        context.getNamingResources().addResource(resource("other/Thing", "com.example.Thing"));
        tomcat.getServer().getGlobalNamingResources().addResource(resource("mail/Global", "jakarta.mail.Session"));
        tomcat.start();
    }

    @AfterEach
    void stopTomcat() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private static ContextResource resource(String name, String type) {
        ContextResource resource = new ContextResource();
        resource.setName(name);
        resource.setType(type);
        resource.setAuth("Container");
        resource.setProperty("host", "smtp.example.com");
        resource.setProperty("password", "s3cret");
        resource.setProperty("mail.smtp.password", "s3cret");
        return resource;
    }

    @Test
    void tomcatShowsThePasswordBeforeAndCatamailHidesItAfter() throws Exception {
        assertThat(jmx.getAttribute(mbean("mail/Session"), "password")).isEqualTo("s3cret");

        ResourceMBeans.hideSecrets();

        assertThat(jmx.getAttribute(mbean("mail/Session"), "password")).isEqualTo("[hidden]");
        assertThat(jmx.getAttribute(mbean("mail/Session"), "mail.smtp.password"))
                .isEqualTo("[hidden]");
        assertThat(jmx.getAttributes(mbean("mail/Session"), new String[] {"password", "host"})
                        .asList())
                .containsExactly(new Attribute("password", "[hidden]"), new Attribute("host", "smtp.example.com"));
    }

    @Test
    void globalResourcesAndThoseOfTheOldTypeAreHiddenToo() throws Exception {
        ResourceMBeans.hideSecrets();

        assertThat(jmx.getAttribute(mbean("mail/Global"), "password")).isEqualTo("[hidden]");
        assertThat(jmx.getAttribute(mbean("mail/Old"), "password")).isEqualTo("[hidden]");
    }

    @Test
    void resourcesThatAreNotMailAreLeftAlone() throws Exception {
        ResourceMBeans.hideSecrets();

        assertThat(jmx.getAttribute(mbean("other/Thing"), "password")).isEqualTo("s3cret");
    }

    @Test
    void everythingElseIsAsTomcatShowsIt() throws Exception {
        var before = jmx.getMBeanInfo(mbean("mail/Session"));

        ResourceMBeans.hideSecrets();

        ObjectName name = mbean("mail/Session");
        assertThat(jmx.getMBeanInfo(name)).isEqualTo(before);
        assertThat(jmx.getAttribute(name, "name")).isEqualTo("mail/Session");
        assertThat(jmx.getAttribute(name, "type")).isEqualTo("jakarta.mail.Session");
        assertThat(jmx.getAttribute(name, "auth")).isEqualTo("Container");
        assertThat(jmx.getAttribute(name, "host")).isEqualTo("smtp.example.com");
        assertThatThrownBy(() -> jmx.getAttribute(name, "keystorePassword"))
                .isInstanceOf(AttributeNotFoundException.class);
    }

    @Test
    void theResourceItselfKeepsItsPassword() {
        ResourceMBeans.hideSecrets();

        assertThat(context.getNamingResources().findResource("mail/Session").getProperty("password"))
                .isEqualTo("s3cret");
    }

    @Test
    void aPasswordCanBeSetAndStaysHidden() throws Exception {
        ResourceMBeans.hideSecrets();

        jmx.setAttribute(mbean("mail/Session"), new Attribute("password", "n3w"));

        assertThat(jmx.getAttribute(mbean("mail/Session"), "password")).isEqualTo("[hidden]");
        assertThat(context.getNamingResources().findResource("mail/Session").getProperty("password"))
                .isEqualTo("n3w");
    }

    @Test
    void hidingAgainChangesNothing() throws Exception {
        ResourceMBeans.hideSecrets();
        AtomicInteger registrations = new AtomicInteger();
        NotificationListener counter = (notification, handback) -> registrations.incrementAndGet();
        jmx.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, counter, null, null);
        try {
            ResourceMBeans.hideSecrets();
        } finally {
            jmx.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, counter);
        }

        assertThat(registrations).hasValue(0);
    }

    @Test
    void theMBeanGoesWithTheWebApplication() throws Exception {
        ResourceMBeans.hideSecrets();
        ObjectName name = mbean("mail/Session");

        tomcat.getHost().removeChild(context);

        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void theMBeanGoesWithTheResource() throws Exception {
        ResourceMBeans.hideSecrets();
        ObjectName name = mbean("mail/Session");

        context.getNamingResources().removeResource("mail/Session");

        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void manyThreadsMayHideAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            var results = threads.invokeAll(IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<Object>) () -> {
                        ResourceMBeans.hideSecrets();
                        return jmx.getAttribute(mbean("mail/Session"), "password");
                    })
                    .toList());
            assertThat(results).allSatisfy(result -> assertThat(result.get()).isEqualTo("[hidden]"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void noPasswordIsInAnyAttributeOfAnyMBeanOfTheServer() {
        ResourceMBeans.hideSecrets();
        context.getNamingResources().removeResource("other/Thing");

        assertThat(tomcatMBeans().flatMap(this::values)).isNotEmpty().noneMatch(value -> value.contains("s3cret"));
    }

    private Stream<ObjectName> tomcatMBeans() {
        Set<ObjectName> names = jmx.queryNames(null, null);
        return names.stream().filter(name -> Set.of("Tomcat", "Catalina").contains(name.getDomain()));
    }

    private Stream<String> values(ObjectName name) {
        try {
            return Stream.of(jmx.getMBeanInfo(name).getAttributes()).map(attribute -> {
                try {
                    return String.valueOf(jmx.getAttribute(name, attribute.getName()));
                } catch (Exception unreadable) {
                    return String.valueOf(unreadable);
                }
            });
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectName mbean(String resource) throws Exception {
        Set<ObjectName> names =
                jmx.queryNames(new ObjectName("*:type=Resource,name=" + ObjectName.quote(resource) + ",*"), null);
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }
}
