package io.github.catamail.catalina;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.LogCapture;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.loader.ParallelWebappClassLoader;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailListenerTest {
    @TempDir
    Path base;

    private final Tomcat tomcat = new Tomcat();
    private final MailListener listener = new MailListener();
    private final LogCapture log = LogCapture.ofCatamail();

    @BeforeEach
    void makeTomcat() {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.getServer().addLifecycleListener(listener);
    }

    @AfterEach
    void stopTomcat() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        log.close();
    }

    @Test
    void everyApplicationGetsTheLoaderWhereverItIsAndWheneverItComes() throws Exception {
        Context first = add("/first");
        StandardHost other = new StandardHost();
        other.setName("other.example.com");
        tomcat.getEngine().addChild(other);
        Context elsewhere = tomcat.addContext(other, "/elsewhere", directory("elsewhere"));

        tomcat.start();
        Context later = add("/later");
        Context version = tomcat.addWebapp(tomcat.getHost(), "/later##2", directory("later2"));
        StandardHost latest = new StandardHost();
        latest.setName("latest.example.com");
        tomcat.getEngine().addChild(latest);
        Context onLatest = tomcat.addContext(latest, "/x", directory("x"));

        assertThat(new Context[] {first, elsewhere, later, version, onLatest})
                .allSatisfy(context ->
                        assertThat(context.getLoader().getClassLoader()).isInstanceOf(MailSharingClassLoader.class));
        assertThat(log.messages(Level.INFO)).isEmpty();
    }

    @Test
    void anApplicationHasANewLoaderOfTheSameKindAfterAReload() throws Exception {
        Context context = add("/shop");
        tomcat.start();
        ClassLoader before = context.getLoader().getClassLoader();

        context.reload();

        assertThat(context.getLoader().getClassLoader())
                .isInstanceOf(MailSharingClassLoader.class)
                .isNotSameAs(before);
    }

    @Test
    void delegationIsKept() throws Exception {
        StandardContext context = add("/shop");
        context.setDelegate(true);
        tomcat.start();

        assertThat(context.getLoader().getDelegate()).isTrue();
        assertThat(((MailSharingClassLoader) context.getLoader().getClassLoader()).getDelegate())
                .isTrue();
    }

    @Test
    void aLoaderOfItsOwnIsLeftAloneWhichIsSaid() throws Exception {
        Context context = add("/own");
        context.setLoader(new WebappLoader());

        tomcat.start();

        assertThat(context.getLoader().getClassLoader().getClass()).isEqualTo(ParallelWebappClassLoader.class);
        assertThat(log.messages(Level.INFO))
                .containsExactly(
                        "Web application '/own' has a <Loader> of its own, which is left as it is. To share the"
                                + " server's mail classes with it, add"
                                + " loaderClass=\"io.github.catamail.catalina.MailSharingClassLoader\" to that <Loader>, or let its"
                                + " class extend this one");
    }

    @Test
    void aLoaderThatSharesIsNothingToTalkAbout() throws Exception {
        WebappLoader sharing = new WebappLoader();
        sharing.setLoaderClass(MailSharingClassLoader.class.getName());
        Context context = add("/own");
        context.setLoader(sharing);
        WebappLoader derived = new WebappLoader();
        derived.setLoaderClass(Derived.class.getName());
        Context another = add("/derived");
        another.setLoader(derived);

        tomcat.start();

        assertThat(context.getLoader().getClassLoader().getClass()).isEqualTo(MailSharingClassLoader.class);
        assertThat(another.getLoader().getClassLoader().getClass()).isEqualTo(Derived.class);
        assertThat(log.messages(Level.INFO)).isEmpty();
    }

    @Test
    void whatIsExcludedKeepsTheUsualLoaderInAllItsVersions() throws Exception {
        listener.setExclude("/legacy");
        Context legacy = add("/legacy");
        StandardContext version =
                (StandardContext) tomcat.addWebapp(tomcat.getHost(), "/legacy##2", directory("legacy2"));
        version.setPath("/legacy");
        version.setWebappVersion("2");
        version.setName("/legacy##2");
        Context other = add("/other");

        tomcat.start();

        assertThat(legacy.getLoader().getClassLoader().getClass()).isEqualTo(ParallelWebappClassLoader.class);
        assertThat(version.getLoader().getClassLoader().getClass()).isEqualTo(ParallelWebappClassLoader.class);
        assertThat(other.getLoader().getClassLoader().getClass()).isEqualTo(MailSharingClassLoader.class);
        assertThat(log.messages(Level.INFO)).isEmpty();
        assertThat(log.messages(Level.FINE))
                .contains(
                        "Web application '/legacy' is excluded and keeps its own mail classes",
                        "Web application '/legacy##2' is excluded and keeps its own mail classes");
    }

    @Test
    void whatCannotBeExcludedIsTold() throws Exception {
        listener.setExclude("legacy, /absent");

        tomcat.start();

        assertThat(log.messages(Level.WARNING))
                .containsExactly(
                        "MailListener: 'exclude' has \"legacy\", which is no context"
                                + " path: they begin with a slash and end without one, as \"/shop\" does, and have no"
                                + " version; \"/\" is the root application [bad-value]",
                        "MailListener: 'exclude' names /absent, and no web application has started under that path"
                                + " [no-effect]");
    }

    @Test
    void inTheWrongPlaceItDoesNothingAndSaysSo() throws Exception {
        Context context = add("/shop");
        tomcat.getServer().removeLifecycleListener(listener);
        tomcat.getEngine().addLifecycleListener(listener);

        tomcat.start();

        assertThat(context.getLoader().getClassLoader()).isNotInstanceOf(MailSharingClassLoader.class);
        assertThat(log.messages(Level.WARNING))
                .containsExactly("MailListener stands in <Engine> and does nothing there. Move <Listener"
                        + " className=\"io.github.catamail.catalina.MailListener\"/> in conf/server.xml to the other"
                        + " listeners right below <Server> [no-effect]");
    }

    @Test
    void inAContextItNamesThat() throws Exception {
        tomcat.getServer().removeLifecycleListener(listener);
        add("/shop").addLifecycleListener(listener);

        tomcat.start();

        assertThat(log.messages(Level.WARNING))
                .singleElement()
                .asString()
                .startsWith("MailListener stands in the <Context> of '/shop' and does nothing there. Move ");
    }

    @Test
    void theSecondOfTwoDoesNothingAndSaysSo() throws Exception {
        MailListener second = new MailListener();
        second.setExclude("/shop");
        tomcat.getServer().addLifecycleListener(second);
        Context context = add("/shop");

        tomcat.start();

        assertThat(context.getLoader().getClassLoader()).isInstanceOf(MailSharingClassLoader.class);
        assertThat(log.messages(Level.WARNING))
                .containsExactly(
                        "MailListener is in conf/server.xml more than once, and only the first counts. Delete the"
                                + " others [no-effect]");
    }

    @Test
    void aServerThatStartsAgainHasOneOfEach() throws Exception {
        Context context = add("/shop");
        tomcat.start();
        tomcat.stop();

        tomcat.start();

        assertThat(context.getLoader().getClassLoader()).isInstanceOf(MailSharingClassLoader.class);
        assertThat(tomcat.getEngine().findContainerListeners())
                .filteredOn(LoaderInstaller.class::isInstance)
                .hasSize(1);
    }

    @Test
    void theLoaderIsAnMBeanAsTomcatsOwnIs() throws Exception {
        add("/shop");

        tomcat.start();

        Set<String> names = ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("Tomcat:type=MailSharingClassLoader,*"), null)
                .stream()
                .map(name -> name.getKeyProperty("context"))
                .collect(Collectors.toSet());
        assertThat(names).containsExactly("/shop");
    }

    private StandardContext add(String path) throws Exception {
        StandardContext context = (StandardContext) tomcat.addWebapp(path, directory(path.substring(1)));
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        return context;
    }

    private String directory(String name) throws Exception {
        return Files.createDirectories(base.resolve("webapps" + File.separator + name))
                .toString();
    }

    /** A loader of somebody else's. */
    public static class Derived extends MailSharingClassLoader {
        /** Made by Tomcat. */
        public Derived(ClassLoader parent) {
            super(parent);
        }
    }
}
