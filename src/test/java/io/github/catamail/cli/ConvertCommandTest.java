package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConvertCommandTest {
    private static final String RESOURCE = """
            <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                      mail.smtp.host="smtp.example.com" mail.smtp.port="587" mail.smtp.auth="true"
                      mail.smtp.starttls.enable="true" mail.smtp.user="app@example.com" password="s3cret"/>
            """;

    private static final String CONVERTED = """
            <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                      factory="io.github.catamail.MailSessionFactory" host="smtp.example.com"
                      user="app@example.com" password="***"/>

              - 'mail.smtp.host' becomes 'host': that is its short name.
              - 'mail.smtp.port' is left out: port 587 is the default with a login.
              - 'mail.smtp.auth' is left out: with 'user' and 'password' it logs in anyway.
              - 'mail.smtp.starttls.enable' is left out: with a login, STARTTLS is required
                on port 587 anyway.
              - 'mail.smtp.user' becomes 'user': that is its short name.
              - 'factory' is new: Catamail makes the session, and no longer Tomcat's own
                factory.
            """;

    @TempDir
    private Path base;

    private CommandRun run;

    @BeforeEach
    void layOut() throws IOException {
        run = new CommandRun().property("catalina.base", base);
        write(
                "conf/server.xml",
                "<Server>\n  <GlobalNamingResources>\n" + RESOURCE.replace("mail/Session", "mail/Global")
                        + "<Resource name=\"UserDatabase\" type=\"org.apache.catalina.UserDatabase\"/>\n"
                        + "</GlobalNamingResources>\n</Server>\n");
        write("conf/context.xml", "<Context>\n" + RESOURCE + "</Context>\n");
        write(
                "conf/Catalina/localhost/shop.xml",
                "<Context>\n" + RESOURCE.replace("mail/Session", "mail/Shop") + "</Context>\n");
        write("conf/catamail/examples/minimal.xml", RESOURCE);
        write("conf/web.xml", "<web-app/>");
    }

    private Path write(String name, String text) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void theStandardInputIsConverted() {
        assertThat(run.in(RESOURCE).run("convert"))
                .isEqualTo(new CommandRun.Outcome(0, "mail/Session (line 1)\n\n" + CONVERTED + """

                        Passwords are shown as ***: put the real ones in their place, or add
                        --show-secrets.

                        Nothing is wrong.
                        """, ""));
    }

    @Test
    void atATerminalAllOfTheConfigurationIsConverted() {
        String out = run.answers().run("convert").out();

        assertThat(out.lines().filter(line -> line.contains(" line ")))
                .containsExactly(
                        "mail/Shop (conf/Catalina/localhost/shop.xml, line 2)",
                        "mail/Session (conf/context.xml, line 2)",
                        "mail/Global (conf/server.xml, line 3)");
    }

    @Test
    void aResourceIsFoundByItsName() {
        String out = run.run("convert", "mail/Session").out();

        assertThat(out)
                .contains("conf/context.xml, line 2)\n\n" + CONVERTED)
                .doesNotContain("mail/Global", "mail/Shop");
    }

    @Test
    void aFileIsFoundInTheBaseToo() {
        assertThat(run.run("convert", "--file", "conf/server.xml").out()).contains("name=\"mail/Global\"");
        assertThat(run.run("convert", "-f", base.resolve("conf/server.xml").toString())
                        .out())
                .contains("name=\"mail/Global\"");
    }

    @Test
    void secretsAreShownOnDemandOnly() {
        CommandRun.Outcome outcome = run.run("convert", "mail/Session", "--show-secrets");

        assertThat(outcome.out()).contains("password=\"s3cret\"").doesNotContain("***");
        assertThat(run.run("convert", "mail/Session").out()).doesNotContain("s3cret");
        assertThat(run.run("convert", "mail/Session", "--json").out()).doesNotContain("s3cret");
    }

    @Test
    void aReferenceIsNoSecret() {
        String out = run.in(RESOURCE.replace("s3cret", "${smtp.password}"))
                .run("convert")
                .out();

        assertThat(out).contains("password=\"${smtp.password}\"").doesNotContain("***");
    }

    @Test
    void filesAreChangedOnDemandOnly() throws IOException {
        Path file = base.resolve("conf/context.xml");
        String before = Files.readString(file);
        run.run("convert", "mail/Session");
        assertThat(file).hasContent(before);

        CommandRun.Outcome outcome = run.run("convert", "mail/Session", "--write");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().replaceAll("\\s+", " "))
                .contains("Written to " + file + "; as it was it is in " + file + ".before-catamail.")
                .contains("Passwords are shown as ***; in the file they are as they were.");
        assertThat(base.resolve("conf/context.xml.before-catamail")).hasContent(before);
        assertThat(file).hasContent("""
                <Context>
                <Resource name="mail/Session" auth="Container" type="jakarta.mail.Session"
                          factory="io.github.catamail.MailSessionFactory" host="smtp.example.com"
                          user="app@example.com" password="s3cret"/>
                </Context>
                """);
        assertThat(base.resolve("conf/server.xml.before-catamail")).doesNotExist();
    }

    @Test
    void aFileInWhichNothingIsToBeChangedStaysAsItIs() throws IOException {
        String text = """
                <Context>
                  <Resource type="jakarta.mail.Session" name="mail/Session"
                      factory="io.github.catamail.MailSessionFactory" host="smtp.example.com"/>
                </Context>
                """;
        Path file = write("conf/context.xml", text);

        CommandRun.Outcome outcome = run.run("convert", "--file", file.toString(), "--write");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("\nNothing is to be changed.\n").doesNotContain("Written to");
        assertThat(file).hasContent(text);
        assertThat(base.resolve("conf/context.xml.before-catamail")).doesNotExist();
    }

    @Test
    void severalResourcesOfAFileAreChangedAtOnce() throws IOException {
        Path file = write(
                "conf/context.xml", "<Context>\n" + RESOURCE + RESOURCE.replace("mail/S", "mail/T") + "</Context>\n");

        run.run("convert", "--file", file.toString(), "--write");

        assertThat(Files.readString(file).lines().filter(line -> line.contains("MailSessionFactory")))
                .hasSize(2);
        assertThat(Files.readString(file)).doesNotContain("mail.smtp.");
    }

    @Test
    void whatIsWrongIsReportedAndNotChanged() throws IOException {
        Path file = write("conf/context.xml", "<Context>\n" + RESOURCE.replace("587", "587x") + "</Context>\n");
        String before = Files.readString(file);

        CommandRun.Outcome outcome = run.run("convert", "mail/Session", "--write");

        assertThat(outcome).isEqualTo(new CommandRun.Outcome(2, outcome.out(), ""));
        assertThat(outcome.out()).endsWith("""

                ERROR    'mail.smtp.port' must be a number from 1 to 65535. It is "587x"
                         See: docs/errors.md#bad-value

                It cannot be converted before that is put right.

                1 error, no warnings.
                """);
        assertThat(file).hasContent(before);
        assertThat(base.resolve("conf/context.xml.before-catamail")).doesNotExist();
    }

    @Test
    void machinesGetTheSame() {
        JsonObject json =
                new JsonObject(run.run("convert", "mail/Session", "--json").out());

        JsonObject resource = json.getJsonArray("resources").getJsonObject(0);
        assertThat(resource.getString("name")).isEqualTo("mail/Session");
        assertThat(resource.getString("file")).isEqualTo(base + "/conf/context.xml");
        assertThat(resource.getInteger("line")).isEqualTo(2);
        assertThat(resource.getString("xml")).isEqualTo(CONVERTED.substring(0, CONVERTED.indexOf("/>") + 2));
        assertThat(resource.getJsonArray("changes").getJsonObject(1).getMap())
                .containsEntry("from", "mail.smtp.port")
                .containsEntry("to", "")
                .containsEntry("why", "port 587 is the default with a login");
    }

    @Test
    void whereThereIsNothingToConvertThatIsSaid() {
        assertThat(run.run("convert", "mail/Other").err())
                .startsWith("catamail: there is no mail <Resource> of the name mail/Other\n");
        assertThat(run.in("<Context/>").run("convert"))
                .isEqualTo(new CommandRun.Outcome(
                        64,
                        "",
                        "catamail: there is no mail <Resource> in the standard input, which is read where there is no terminal;"
                                + " to have a file of this Tomcat read, add --file conf/context.xml\n"
                                + "Try: catamail convert --help\n"));
    }

    @Test
    void whatIsNoXmlIsToldWithItsLine() {
        assertThat(run.in("<Resource name=x/>").run("convert").err())
                .startsWith(
                        "catamail: this is no XML file of Tomcat: line 1: the value of 'name' has to stand in quotes\n");
    }
}
