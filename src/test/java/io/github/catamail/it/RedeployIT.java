package io.github.catamail.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.probe.LayoutApp;
import io.github.catamail.testing.tomcat.MailLayout;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.Sharing;
import io.github.catamail.testing.tomcat.ThreadsLeft;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that has sent by every way is undeployed, and nothing of it stays in the server. */
@ParameterizedClass
@MethodSource("servers")
final class RedeployIT {
    private static final int REDEPLOYS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> OPERATIONS = List.of(
            "text",
            "parts",
            "attachment",
            "transports",
            "mailcap",
            "jakarta.mailcap",
            "provider",
            "background",
            "global",
            "store");

    private static ClassLoadingServers servers;
    private static TomcatInstall install;
    private static RunningTomcat tomcat;

    @Parameter(0)
    TomcatVersion version;

    @Parameter(1)
    Sharing sharing;

    static Stream<Arguments> servers() {
        return Stream.of(TomcatVersion.values())
                .flatMap(version -> Stream.of(Sharing.values()).map(sharing -> Arguments.of(version, sharing)));
    }

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version, Sharing sharing) throws Exception {
        servers = new ClassLoadingServers();
        install = sharing.set(version.install(Path.of("target", "it", "redeploy-" + version + "-" + sharing)))
                .global(servers.session("mail/Global"))
                .manager("boss", "boss")
                .library("threads-left", ThreadsLeft.class)
                .server("<Listener className='" + ThreadsLeft.class.getName() + "'/>");
        tomcat = install.start(TomcatVersion.java());
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat(TomcatVersion version, Sharing sharing) throws Exception {
        tomcat.close();
        servers.close();

        assertThat(ThreadsLeft.in(tomcat)).doesNotContain("Jakarta-Mail");
        if (sharing == Sharing.LISTENER) {
            // Without the listener nobody tells Catamail that the server stops; its timer ends a few seconds later.
            assertThat(ThreadsLeft.in(tomcat)).doesNotContain("catamail");
        }
        assertThat(tomcat.log()).doesNotContain("memory leak", "has failed to stop");
    }

    @Test
    void nothingOfAnApplicationStaysWhenItHasGone() throws Exception {
        MailLayout layout = sharing == Sharing.NONE ? MailLayout.NOTHING : MailLayout.SAME_BUNDLE;
        Path war = LayoutApp.of(layout, "app", install)
                .context(sharing.inContext()
                        + servers.session("mail/Session").replace("/>", " validateOnStart='warn'/>")
                        + servers.box("mail/Box")
                        + "<ResourceLink name='mail/Global' global='mail/Global' type='jakarta.mail.Session'/>")
                .packInto(Files.createDirectories(install.home().resolve("wars")));

        for (int i = 0; i < REDEPLOYS; i++) {
            assertThat(manager("deploy?path=/app&war="
                            + URLEncoder.encode(war.toUri().toString(), UTF_8)))
                    .startsWith("OK");
            useMail("redeploy-" + i);
            assertThat(classesOfTheApplication()).isNotEmpty();
            assertThat(manager("undeploy?path=/app")).startsWith("OK");
        }

        assertThat(manager("findleaks?statusLine=true")).isEqualTo("OK - No memory leaks found");
        assertThat(classesOfTheApplicationInTheEnd()).isEmpty();
    }

    private void useMail(String subject) throws Exception {
        for (String operation : OPERATIONS) {
            String answer = tomcat.answer("/app/layout?do=" + operation + "&subject=" + subject + "-" + operation)
                    .strip();
            if (sharing == Sharing.NONE && List.of("mailcap", "provider").contains(operation)) {
                // As the table of docs/class-loading.md says.
                assertThat(answer).startsWith("FAILED");
            } else {
                assertThat(answer).as(operation).isEqualTo("ok");
            }
        }
        assertThat(tomcat.answer("/app/injected?subject=" + subject + "-injected")
                        .strip())
                .isEqualTo("ok");
    }

    /** Waits until the collector has taken all of them: objects with a finalizer are taken by its second run only. */
    private static List<String> classesOfTheApplicationInTheEnd() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> classes;
        do {
            jcmd("GC.run");
            classes = classesOfTheApplication();
        } while (!classes.isEmpty() && System.nanoTime() < deadline);
        return classes;
    }

    private static List<String> classesOfTheApplication() throws Exception {
        return jcmd("VM.class_hierarchy")
                .lines()
                .filter(line -> line.contains(LayoutApp.class.getPackageName()))
                .toList();
    }

    private static String jcmd(String command) throws Exception {
        Process jcmd = new ProcessBuilder(
                        TomcatVersion.java().resolve("bin/jcmd").toString(), Long.toString(tomcat.pid()), command)
                .redirectErrorStream(true)
                .start();
        try (var output = jcmd.inputReader(UTF_8)) {
            String text = String.join("\n", output.lines().toList());
            assertThat(jcmd.waitFor()).as(text).isZero();
            return text;
        }
    }

    private static String manager(String path) throws Exception {
        return tomcat.get("/manager/text/" + path, "boss", "boss").strip();
    }
}
