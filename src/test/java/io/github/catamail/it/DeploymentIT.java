package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.catalina.MailSharingClassLoader;
import io.github.catamail.testing.probe.LayoutApp;
import io.github.catamail.testing.probe.MailProbe;
import io.github.catamail.testing.tomcat.MailLayout;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.Sharing;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener reaches every application, however it is deployed: all of them here in a second {@code <Host>}. */
@ParameterizedClass
@EnumSource
final class DeploymentIT {
    // Requests of the tests come for this name; localhost is the name of the host that Tomcat has already.
    private static final String HOST = "<Host name='127.0.0.1' appBase='second' unpackWARs='false' autoDeploy='true'"
            + " backgroundProcessorDelay='1'/>\n</Engine>";

    private static ClassLoadingServers servers;
    private static TomcatInstall install;
    private static RunningTomcat tomcat;

    @Parameter
    TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version) throws Exception {
        servers = new ClassLoadingServers();
        install = Sharing.LISTENER
                .set(version.install(Path.of("target", "it", "deployment-" + version)))
                .edit("conf/server.xml", "</Engine>", HOST);
        app("unpacked").unpackInto(host());
        app("packed").packInto(host());
        app("parallel##1").packInto(host());
        app("parallel##2").unpackInto(host());
        tomcat = install.start(TomcatVersion.java());
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() {
        tomcat.close();
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unpacked", "packed", "parallel"})
    void theBundledJarsDoNoHarm(String app) throws Exception {
        assertSends(app);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unpacked", "packed", "parallel##1", "parallel##2"})
    void itHasTheSharingLoader(String app) throws Exception {
        assertThat(sharingLoaders()).contains("context=/" + app + " ");
    }

    @Test
    void anApplicationThatComesLaterIsReachedToo() throws Exception {
        Path aside = app("later").packInto(install.home().resolve("aside"));
        Files.move(aside, host().resolve("later.war"), StandardCopyOption.ATOMIC_MOVE);
        tomcat.await(Pattern.compile("Deployment of web application archive \\[.*later\\.war] has finished"));

        assertSends("later");
        assertThat(sharingLoaders()).contains("context=/later ");
    }

    private static void assertSends(String app) throws Exception {
        String subject = "deployment-" + app;

        assertThat(tomcat.answer("/" + app + "/layout?do=attachment&subject=" + subject)
                        .strip())
                .isEqualTo("ok");

        Operation.assertMultipart(servers.mail(subject));
    }

    /** Returns the names of the MBeans that Tomcat registers for the class loaders of this kind. */
    private static String sharingLoaders() throws Exception {
        return tomcat.get("/unpacked/probe?do=mbean&attribute=state&name="
                + URLEncoder.encode(
                        "*:type=" + MailSharingClassLoader.class.getSimpleName() + ",*", StandardCharsets.UTF_8));
    }

    private static WebApp app(String name) throws Exception {
        return LayoutApp.of(MailLayout.SAME_BUNDLE, name, install)
                .classes(MailProbe.class)
                .context(servers.session("mail/Session") + servers.session("mail/Injected"));
    }

    private static Path host() throws Exception {
        return Files.createDirectories(install.home().resolve("second"));
    }
}
