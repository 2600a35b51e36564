package io.github.catamail.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Finding;
import io.github.catamail.time.SystemClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a Tomcat cannot keep the check from ending, in time and with findings. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileTreeTest {
    private static final String NOT_READ = "this is no plain file, or larger than 64 MB, and was not read";

    @TempDir
    private Path base;

    @BeforeEach
    void makeATomcat() throws IOException {
        Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.createDirectories(base.resolve("webapps"));
        Files.writeString(
                base.resolve("conf/server.xml"),
                "<Server><Service><Engine name=\"Catalina\"><Host name=\"localhost\" appBase=\"webapps\"/></Engine>"
                        + "</Service></Server>");
    }

    @Test
    void aPipeInThePlaceOfAFileIsNotWaitedFor() throws Exception {
        Path inside = Files.createDirectories(base.resolve("webapps/shop/WEB-INF"));
        for (Path pipe : List.of(
                inside.resolve("web.xml"), base.resolve("conf/context.xml"), base.resolve("webapps/pipe.war"))) {
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
        }

        assertThat(findings())
                .extracting(finding -> finding.where() + ": " + finding.what())
                .contains("webapps/shop/WEB-INF/web.xml: " + NOT_READ, "conf/context.xml: " + NOT_READ);
    }

    @Test
    void aFileInAnArchiveThatUnpacksToVeryMuchIsNotRead() throws Exception {
        byte[] blanks = new byte[1024 * 1024];
        java.util.Arrays.fill(blanks, (byte) ' ');
        try (OutputStream file = Files.newOutputStream(base.resolve("webapps/bomb.war"));
                ZipOutputStream war = new ZipOutputStream(file)) {
            war.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
            for (int i = 0; i < 70; i++) {
                war.write(blanks);
            }
        }

        assertThat(findings())
                .extracting(finding -> finding.where() + ": " + finding.what())
                .contains("webapps/bomb.war!/WEB-INF/web.xml: " + NOT_READ);
    }

    @Test
    void entitiesThatMultiplyAreNotExpandedToTheEnd() throws Exception {
        Path inside = Files.createDirectories(base.resolve("webapps/shop/WEB-INF"));
        StringBuilder entities = new StringBuilder("<!DOCTYPE web-app [<!ENTITY e0 \"xxxxxxxxxx\">");
        for (int i = 1; i < 20; i++) {
            entities.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        Files.writeString(inside.resolve("web.xml"), entities + "]><web-app>&e19;</web-app>");

        assertThat(findings())
                .extracting(finding -> finding.where())
                .anyMatch(where -> where.startsWith("webapps/shop/WEB-INF/web.xml"));
    }

    @Test
    void linksThatLeadInACircleAndManyContextsAreReadInTime() throws Exception {
        Path lib = Files.createDirectories(base.resolve("webapps/shop/WEB-INF/lib"));
        Files.createSymbolicLink(lib.resolve("self.jar"), lib.resolve("self.jar"));
        Files.createSymbolicLink(lib.resolve("up.jar"), base.resolve("webapps"));
        Files.createSymbolicLink(base.resolve("webapps/again"), base.resolve("webapps"));
        Files.createSymbolicLink(base.resolve("webapps/gone.war"), base.resolve("webapps/gone.war"));
        StringBuilder resources = new StringBuilder("<Context>");
        for (int i = 0; i < 100_000; i++) {
            resources.append("<Resource name='jdbc/").append(i).append("' type='javax.sql.DataSource' password='x'/>");
        }
        Files.writeString(base.resolve("conf/context.xml"), resources + "</Context>");

        assertThat(findings()).isNotNull();
    }

    @Test
    void whatCannotBeAPathOnThisSystemEndsNothing() throws Exception {
        Files.writeString(base.resolve("conf/catalina.properties"), "nul=a\\u0000b\n");
        Files.writeString(
                base.resolve("conf/server.xml"),
                "<Server><Service><Engine name='${nul}'><Host name='${nul}' appBase='${nul}' legacyAppBase='${nul}'"
                        + " xmlBase='${nul}'><Context path='/${nul}'/><Context docBase='${nul}'/></Host>"
                        + "<Host name='${nul}'/></Engine></Service></Server>");
        Files.writeString(
                base.resolve("conf/context.xml"),
                "<Context><Resource name='mail/S' type='jakarta.mail.Session' host='h' truststoreFile='${nul}'"
                        + " keystoreFile='${nul}' passwordFile='${nul}' password='${nul}'"
                        + " factory='io.github.catamail.MailSessionFactory'/></Context>");

        assertThat(findings()).isNotEmpty();
    }

    private List<Finding> findings() {
        return TreeCheck.run(TomcatTree.read(new Installation(base, base, Map.of())), SystemClock.utc())
                .report()
                .findings();
    }
}
