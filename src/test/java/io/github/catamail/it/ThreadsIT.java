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
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One global session, five applications with five different bundles, and threads of all kinds. */
@ParameterizedClass
@EnumSource
final class ThreadsIT {
    private static final Set<MailLayout> LAYOUTS = EnumSet.of(
            MailLayout.SAME_BUNDLE, MailLayout.SPLIT, MailLayout.ACTIVATION, MailLayout.MAIL_2_0, MailLayout.CONVERTED);

    private static ClassLoadingServers servers;
    private static RunningTomcat tomcat;

    @Parameter
    TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version) throws Exception {
        servers = new ClassLoadingServers();
        TomcatInstall install = Sharing.LISTENER
                .set(version.install(Path.of("target", "it", "threads-" + version)))
                .global(servers.session("mail/Global"))
                .everyContext("<ResourceLink name='mail/Global' global='mail/Global' type='jakarta.mail.Session'/>"
                        + servers.session("mail/Session"))
                .edit("conf/context.xml", "<Context>", "<Context crossContext='true'>")
                .library("threads-left", ThreadsLeft.class)
                .server("<Listener className='" + ThreadsLeft.class.getName() + "'/>");
        for (MailLayout layout : LAYOUTS) {
            if (layout == MailLayout.CONVERTED) {
                LayoutApp.of(layout, name(layout), install)
                        .packInto(install.home().resolve("webapps-javaee"));
            } else {
                install.deploy(LayoutApp.of(layout, name(layout), install));
            }
        }
        install.deploy(LayoutApp.of(MailLayout.OLDER_BUNDLE, "other", install));
        tomcat = install.start(TomcatVersion.java());
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() {
        tomcat.close();
        servers.close();

        assertThat(ThreadsLeft.in(tomcat)).doesNotContain("catamail", "Jakarta-Mail");
    }

    static List<Arguments> threadsAndLoaders() throws IOException {
        List<String> threads = new ArrayList<>(List.of("request", "common pool", "CompletableFuture", "timer"));
        if (javaOfTomcat() >= 21) {
            threads.add("virtual");
        }
        return threads.stream()
                .flatMap(thread ->
                        List.of("own", "null", "system", "other").stream().map(loader -> Arguments.of(thread, loader)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("threadsAndLoaders")
    void everyThreadSendsUnderEveryContextClassLoader(String thread, String loader) throws Exception {
        for (MailLayout layout : LAYOUTS) {
            String subject = name(layout) + "-" + thread.replace(" ", "") + "-" + loader;

            assertThat(send(layout, thread, loader, subject)).isEqualTo("ok");

            Operation.assertMultipart(servers.mail(subject));
        }
    }

    @Test
    void fiveApplicationsSendAtTheSameTime() throws Exception {
        int threads = 3;
        int messages = 20;
        ExecutorService executor = Executors.newFixedThreadPool(LAYOUTS.size() * threads);
        List<String> subjects = new ArrayList<>();
        List<Future<String>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < threads * messages; i++) {
                for (MailLayout layout : LAYOUTS) {
                    String subject = "together-" + name(layout) + "-" + i;
                    subjects.add(subject);
                    answers.add(executor.submit(() -> send(layout, "request", "own", subject)));
                }
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("ok");
            }
        } finally {
            executor.shutdownNow();
        }

        for (String subject : subjects) {
            Operation.assertMultipart(servers.mail(subject));
        }
    }

    private static String send(MailLayout layout, String thread, String loader, String subject) throws Exception {
        return tomcat.answer("/" + name(layout) + "/threads?thread=" + URLEncoder.encode(thread, UTF_8) + "&loader="
                        + loader + "&subject=" + subject)
                .strip();
    }

    private static int javaOfTomcat() throws IOException {
        Matcher version = Pattern.compile("JAVA_VERSION=\"(\\d+)")
                .matcher(Files.readString(TomcatVersion.java().resolve("release")));
        if (!version.find()) {
            throw new IOException("There is no JAVA_VERSION in " + TomcatVersion.java() + "/release");
        }
        return Integer.parseInt(version.group(1));
    }

    private static String name(MailLayout layout) {
        return layout.name().toLowerCase(Locale.ROOT);
    }
}
