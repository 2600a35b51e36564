package io.github.catamail.catalina;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.naming.CompositeName;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourceNamesTest {
    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void startTomcat(@TempDir Path base) throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.enableNaming();
        tomcat.addContext("/app", base.toString()).getNamingResources().addResource(resource("mail/deep/Session", "a"));
        tomcat.getServer().getGlobalNamingResources().addResource(resource("mail/Session", "b"));
        tomcat.start();
    }

    @AfterEach
    void stopTomcat() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void theResourceIsFoundByItsAttributes() throws Exception {
        assertThat(ResourceNames.whole(reference("a"), new CompositeName("Session")))
                .isEqualTo("mail/deep/Session");
        assertThat(ResourceNames.whole(reference("b"), new CompositeName("Session")))
                .isEqualTo("mail/Session");
    }

    @Test
    void aResourceThatIsNotDeclaredHasTheNameThatItComesWith() throws Exception {
        assertThat(ResourceNames.whole(reference("c"), new CompositeName("Session")))
                .isEqualTo("Session");
        assertThat(ResourceNames.whole(reference("a"), new CompositeName("Other")))
                .isEqualTo("Other");
        assertThat(ResourceNames.whole(reference("a"), null)).isEqualTo("mail/Session");
    }

    private static ContextResource resource(String name, String host) {
        ContextResource resource = new ContextResource();
        resource.setName(name);
        resource.setType("jakarta.mail.Session");
        resource.setProperty("host", host);
        return resource;
    }

    // As Tomcat makes it, with attributes of its own.
    private static Reference reference(String host) {
        Reference reference = new Reference("jakarta.mail.Session");
        reference.add(new StringRefAddr("singleton", "true"));
        reference.add(new StringRefAddr("host", host));
        return reference;
    }
}
