package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.probe.LayoutApp;
import io.github.catamail.testing.tomcat.MailLayout;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.Sharing;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever mail jars an application bundles: what it can do with the server's session. */
@ParameterizedClass
@MethodSource("servers")
final class ClassLoadingIT {
    private static final Map<String, Outcome> OUTCOMES = new HashMap<>();

    private static ClassLoadingServers servers;
    private static RunningTomcat tomcat;

    @Parameter(0)
    TomcatVersion version;

    @Parameter(1)
    Sharing sharing;

    static Stream<Arguments> servers() {
        return Stream.of(TomcatVersion.values())
                .flatMap(version -> Stream.of(Sharing.values()).map(sharing -> Arguments.of(version, sharing)));
    }

    static Stream<Arguments> cells() {
        return Stream.of(MailLayout.values())
                .flatMap(layout -> Stream.of(Operation.values()).map(operation -> Arguments.of(layout, operation)));
    }

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version, Sharing sharing) throws Exception {
        OUTCOMES.clear();
        servers = new ClassLoadingServers();
        TomcatInstall install =
                sharing.set(version.install(Path.of("target", "it", "class-loading-" + version + "-" + sharing)));
        install.global(servers.session("mail/Global"));
        for (MailLayout layout : MailLayout.values()) {
            WebApp app = LayoutApp.of(layout, name(layout), install)
                    .context(sharing.inContext()
                            + servers.session("mail/Session")
                            + servers.box("mail/Box")
                            + "<ResourceLink name='mail/Global' global='mail/Global' type='jakarta.mail.Session'/>");
            if (layout == MailLayout.CONVERTED) {
                app.packInto(install.home().resolve("webapps-javaee"));
            } else {
                install.deploy(app);
            }
        }
        install.deploy(LayoutApp.withLibraryOfJavaEe("legacy", install).context(sharing.inContext()));
        tomcat = install.start(TomcatVersion.java());
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() {
        tomcat.close();
        servers.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everythingWorksOrFailsAsDocumented(MailLayout layout, Operation operation) throws Exception {
        assertThat(outcome(layout, operation))
                .isEqualTo(sharing == Sharing.NONE ? ClassLoadingTable.documented(layout, operation) : Outcome.WORKS);
    }

    @Test
    void theTableOfTheDocsIsWhole() throws Exception {
        ClassLoadingTable table = new ClassLoadingTable();
        for (MailLayout layout : MailLayout.values()) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Operation operation : Operation.values()) {
                outcomes.add(outcome(layout, operation));
            }
            table.add(layout, outcomes);
        }

        if (sharing == Sharing.NONE) {
            Files.writeString(ClassLoadingTable.WRITTEN, table.markdown());

            assertThat(ClassLoadingTable.documented())
                    .as("the table in docs/class-loading.md; %s is what it must be", ClassLoadingTable.WRITTEN)
                    .isEqualTo(table.markdown());
        } else {
            // No table is needed there: the page says in one sentence that all of it works.
            assertThat(table.outcomes()).containsOnly(Outcome.WORKS);
        }
    }

    @Test
    void aLibraryWithItsOwnJavaxMailGoesOnUsingIt() throws Exception {
        String subject = UUID.randomUUID().toString();

        assertThat(tomcat.answer("/legacy/legacy?port=" + servers.sink.port() + "&subject=" + subject)
                        .strip())
                .isEqualTo("ok");

        Operation.assertMultipart(servers.mail(subject));
    }

    // Asked once: Tomcat answers otherwise when it is asked again for a servlet that could not be made.
    private static Outcome outcome(MailLayout layout, Operation operation) throws Exception {
        String subject = name(layout) + "-" + operation;
        Outcome known = OUTCOMES.get(subject);
        if (known != null) {
            return known;
        }
        Outcome outcome = Outcome.of(
                tomcat.answer("/" + name(layout) + operation.path(subject)).strip());
        if (outcome == Outcome.WORKS) {
            operation.assertDone(servers, subject);
        }
        OUTCOMES.put(subject, outcome);
        return outcome;
    }

    private static String name(MailLayout layout) {
        return layout.name().toLowerCase(Locale.ROOT);
    }
}
