package io.github.catamail.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.OpenType;
import org.apache.catalina.manager.JMXProxyServlet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The MBean as the tools of administrators see it, in the MBean server of this JVM. */
final class JmxToolsTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final StubResource resource = new StubResource("mail/JmxTools");
    private Registration registration;
    private ObjectName name;

    @BeforeEach
    void register() {
        resource.servers.add(new ServerState("smtp.example.com:587", true, "ok"));
        resource.traffic.sent(2, 2_000, 1_000_000);
        resource.traffic.connected(2_000_000);
        resource.traffic.failed(new MessagingException("no answer [timeout]"));
        resource.traffic.serverCertificate("smtp.example.com:587", StubResource.NOW.plus(Duration.ofDays(90)));
        registration = Registration.open(resource, "localhost/shop", StubResource.CLOCK);
        name = Objects.requireNonNull(registration.name());
    }

    @AfterEach
    void takeAway() {
        registration.close();
    }

    @Test
    void everyAttributeHasAnOpenTypeAndAValueOfIt() throws Exception {
        MBeanAttributeInfo[] attributes = server.getMBeanInfo(name).getAttributes();

        assertThat(attributes).hasSizeGreaterThan(30);
        for (MBeanAttributeInfo attribute : attributes) {
            assertThat(attribute.isReadable()).isTrue();
            assertThat(attribute.isWritable()).isFalse();
            OpenType<?> type = (OpenType<?>) attribute.getDescriptor().getFieldValue("openType");
            Object value = server.getAttribute(name, attribute.getName());
            assertThat(type.isValue(value))
                    .as("%s = %s", attribute.getName(), value)
                    .isTrue();
        }
    }

    @Test
    void aClientNeedsNoClassOfCatamail() throws Exception {
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
            Object value = server.getAttribute(name, attribute.getName());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
                stream.writeObject(value);
            }

            try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                stream.setObjectInputFilter(ObjectInputFilter.Config.createFilter("java.**;javax.management.**;!*"));
                assertThat(Objects.deepEquals(stream.readObject(), value))
                        .as(attribute.getName())
                        .isTrue();
            }
        }
    }

    @Test
    void everyAttributeAndOperationSaysWhatItMeans() throws Exception {
        assertThat(server.getMBeanInfo(name).getAttributes())
                .allSatisfy(attribute -> assertThat(attribute.getDescription())
                        .as(attribute.getName())
                        .contains(" ")
                        .doesNotEndWith("."));
        assertThat(server.getMBeanInfo(name).getOperations())
                .extracting(MBeanOperationInfo::getName)
                .containsExactlyInAnyOrder("testConnection", "sendTestMessage", "evictIdle", "debug");
        assertThat(server.getMBeanInfo(name).getOperations())
                .allSatisfy(operation -> assertThat(operation.getDescription()).contains(" "))
                .allSatisfy(operation -> assertThat(operation.getDescriptor().getFieldValue("openType"))
                        .isInstanceOf(OpenType.class));
        MBeanOperationInfo debug = Arrays.stream(server.getMBeanInfo(name).getOperations())
                .filter(operation -> operation.getName().equals("debug"))
                .findFirst()
                .orElseThrow();
        assertThat(debug.getSignature()[0].getName()).isEqualTo("level");
        MBeanOperationInfo sendTestMessage = Arrays.stream(
                        server.getMBeanInfo(name).getOperations())
                .filter(operation -> operation.getName().equals("sendTestMessage"))
                .findFirst()
                .orElseThrow();
        assertThat(sendTestMessage.getSignature()[0].getName()).isEqualTo("to");
    }

    @Test
    void anMXBeanProxyAnswersAsTheMBeanDoes() {
        MailSessionMXBean bean = JMX.newMXBeanProxy(server, name, MailSessionMXBean.class);

        assertThat(bean.getSent()).isEqualTo(1);
        assertThat(bean.getFailedByTopic()).isEqualTo(Map.of("timeout", 1L));
        assertThat(bean.getServers()).hasSize(1);
        assertThat(bean.getServers().get(0).getAddress()).isEqualTo("smtp.example.com:587");
        assertThat(bean.getServers().get(0).getState()).isEqualTo("ok");
        assertThat(bean.getSettings()).isEqualTo(Map.of("host", "smtp.example.com:587"));
        assertThatThrownBy(() -> bean.debug("loud"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'level' is \"loud\" and must be one of off, protocol, full");
    }

    @Test
    void theJmxProxyOfTheManagerShowsEveryAttribute() throws Exception {
        String answer = proxy(Map.of("qry", "io.github.catamail:type=MailSession,name=\"mail/JmxTools\",*"));

        assertThat(answer).startsWith("OK - Number of results: 1");
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
            assertThat(answer).containsPattern("(?m)^" + attribute.getName() + ": ");
        }
        assertThat(answer)
                .contains("Sent: 1\r\n", "SendMillisMax: 1.0\r\n", "key=timeout", "ServerCertificateDaysLeft: 90\r\n");
    }

    @Test
    void theJmxProxyOfTheManagerReadsOneAttribute() throws Exception {
        assertThat(proxy(Map.of("get", name.toString(), "att", "Sent")).strip())
                .isEqualTo("OK - Attribute get '" + name + "' - Sent = 1");
    }

    @Test
    void theJmxProxyOfTheManagerCallsTheOperations() throws Exception {
        assertThat(proxy(Map.of("invoke", name.toString(), "op", "testConnection")))
                .contains("OK - Operation testConnection returned:", "connected to smtp.example.com:587");
        assertThat(proxy(Map.of("invoke", name.toString(), "op", "sendTestMessage", "ps", "joe@example.com")))
                .contains("OK - Operation sendTestMessage returned:", "sent to joe@example.com");
        assertThat(proxy(Map.of("invoke", name.toString(), "op", "debug", "ps", "protocol")))
                .startsWith("OK - Operation debug without return value");
        assertThat(resource.debug.name()).isEqualTo("PROTOCOL");
        assertThat(proxy(Map.of("invoke", name.toString(), "op", "debug", "ps", "loud")))
                .startsWith("Error - ")
                .contains("must be one of off, protocol, full");
    }

    /** Asks Tomcat's own servlet. */
    private static String proxy(Map<String, String> parameters) throws Exception {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        HttpServletRequest request = stub(
                HttpServletRequest.class,
                (method, arguments) -> method.equals("getParameter") ? parameters.get((String) arguments[0]) : null);
        HttpServletResponse response =
                stub(HttpServletResponse.class, (method, arguments) -> method.equals("getWriter") ? writer : null);
        JMXProxyServlet servlet = new JMXProxyServlet();
        servlet.init();
        servlet.doGet(request, response);
        writer.flush();
        return text.toString();
    }

    private interface Answer {
        @Nullable Object to(String method, Object[] arguments);
    }

    private static <T> T stub(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
