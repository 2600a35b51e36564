package io.github.catamail.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.LogCapture;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.logging.Level;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistrationTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @ParameterizedTest
    @CsvSource({
        "mail/Session,,'io.github.catamail:type=MailSession,name=\"mail/Session\"'",
        "mail/Session,localhost/shop,"
                + "'io.github.catamail:type=MailSession,name=\"mail/Session\",host=localhost,context=\"/shop\"'",
        "mail/Session,/shop##2,'io.github.catamail:type=MailSession,name=\"mail/Session\",context=\"/shop##2\"'",
        "mail/Session,/,'io.github.catamail:type=MailSession,name=\"mail/Session\",context=\"/\"'",
        "'odd,=:*\"name',,'io.github.catamail:type=MailSession,name=\"odd,=:\\*\\\"name\"'"
    })
    void theNameOfTheMBeanTellsTheResourceAndItsApplication(String resource, @Nullable String application, String name)
            throws Exception {
        try (Registration registration = open(resource, application)) {
            assertThat(registration.name()).isEqualTo(new ObjectName(name));
            assertThat(Objects.requireNonNull(registration.name()).toString()).isEqualTo(name);
            assertThat(server.getAttribute(new ObjectName(name), "Resource")).isEqualTo(resource);
        }
    }

    @Test
    void aResourceOfTheSameNameIsANumberedInstance() throws Exception {
        Registration second;
        try (Registration first = open("mail/Session", null)) {
            second = open("mail/Session", null);
            try (Registration third = open("mail/Session", null)) {
                String name = "io.github.catamail:type=MailSession,name=\"mail/Session\"";
                assertThat(first.name()).isEqualTo(new ObjectName(name));
                assertThat(second.name()).isEqualTo(new ObjectName(name + ",instance=2"));
                assertThat(third.name()).isEqualTo(new ObjectName(name + ",instance=3"));

                second.close();
                try (Registration again = open("mail/Session", null)) {
                    assertThat(again.name()).isEqualTo(new ObjectName(name + ",instance=2"));
                }
            }
        }
    }

    @Test
    void nothingIsLeftAfterClosing() throws Exception {
        int before = server.getMBeanCount();
        Registration registration = open("mail/Session", "localhost/shop");
        assertThat(server.getMBeanCount()).isEqualTo(before + 1);

        registration.close();
        registration.close();

        assertThat(server.getMBeanCount()).isEqualTo(before);
        assertThat(registration.name()).isNull();
    }

    @Test
    void closingAfterSomebodyElseTookTheMBeanAwayDoesNothing() throws Exception {
        Registration registration = open("mail/Session", null);
        server.unregisterMBean(registration.name());
        try (LogCapture log = LogCapture.ofCatamail()) {
            registration.close();

            assertThat(log.messages(Level.INFO)).isEmpty();
        }
    }

    @Test
    void aServerThatRegistersNothingCostsOneWarning() {
        MBeanServer broken = (MBeanServer) Proxy.newProxyInstance(
                RegistrationTest.class.getClassLoader(),
                new Class<?>[] {MBeanServer.class},
                (proxy, method, arguments) -> {
                    throw new SecurityException("not you");
                });
        try (LogCapture log = LogCapture.ofCatamail();
                Registration registration =
                        Registration.open(broken, new StubResource("mail/Session"), null, StubResource.CLOCK)) {
            assertThat(registration.name()).isNull();
            assertThat(log.messages(Level.INFO))
                    .containsExactly(
                            "mail/Session: mail is sent, but JMX does not show this session, as its MBean could"
                                    + " not be registered");
            assertThat(log.text()).contains("not you");
        }
    }

    @Test
    void anApplicationOfAnImpossibleNameCostsOneWarning() {
        try (LogCapture log = LogCapture.ofCatamail();
                Registration registration = open("mail/Session", "a,b=c:*/shop")) {
            assertThat(registration.name()).isNull();
            assertThat(log.messages(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void theMBeanServerIsCalledWithTheLoaderOfTheLibrary() throws Exception {
        ClassLoader[] seen = new ClassLoader[1];
        MBeanServer watching = (MBeanServer) Proxy.newProxyInstance(
                RegistrationTest.class.getClassLoader(),
                new Class<?>[] {MBeanServer.class},
                (proxy, method, arguments) -> {
                    seen[0] = Thread.currentThread().getContextClassLoader();
                    return method.invoke(server, arguments);
                });
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader ofApplication = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(ofApplication);
            Registration.open(watching, new StubResource("mail/Session"), "/shop", StubResource.CLOCK)
                    .close();
        } finally {
            thread.setContextClassLoader(before);
        }

        assertThat(seen[0]).isSameAs(Registration.class.getClassLoader());
    }

    private Registration open(String resource, @Nullable String application) {
        return Registration.open(server, new StubResource(resource), application, StubResource.CLOCK);
    }
}
