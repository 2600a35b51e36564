package io.github.catamail.cli;

import io.github.catamail.config.NearestName;
import io.github.catamail.config.Problems;
import io.github.catamail.config.Setting;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.check.SessionCheck;
import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.JvmOption;
import io.github.catamail.doctor.tree.MailDeclaration;
import io.github.catamail.doctor.tree.MailDeclaration.User;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.secret.Secret;
import io.github.catamail.session.ResourceTest;
import io.github.catamail.trial.StepListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests the servers of mail sessions, as they are configured in a Tomcat. */
@Command(
        name = "test",
        description = {
            "Connects to the mail servers of this Tomcat, step by step, and says what is wrong and what to change.",
            "Tomcat need not run. Nothing is sent, unless --to says to whom."
        },
        footer = {
            "Examples:",
            "  catamail.sh test",
            "  catamail.sh test mail/Session --to joe@example.com",
            "  catamail.sh test mail/Session --ask-password"
        })
final class TestCommand extends Subcommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The mail session to test, such as mail/Session; all of them if it is left out.")
    private @Nullable String name;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Send a message with an attachment to this address, through each server.")
    private @Nullable String to;

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    TestCommand(Catamail catamail) {
        super(catamail);
    }

    @Override
    public Integer call() throws WrongUsageException, IOException {
        Installation installation = new Installation(
                catamail().catalinaHome(),
                catamail().catalinaBase(),
                catamail().surroundings().environment());
        catamail().screen().progress("reading " + installation.base());
        TomcatTree tree = TomcatTree.read(installation);
        Results results = catamail().results("test");
        if (tree.mailSessions().isEmpty() && !tree.findings().isEmpty()) {
            results.add(new Report("Configuration of " + installation.base(), List.of(), tree.findings()));
            return results.finish();
        }
        List<MailDeclaration> chosen = chosen(tree.mailSessions(), installation);
        for (MailDeclaration session : chosen) {
            // One name may stand for several, one for each application.
            if (chosen.size() > 1 || !session.isOurs()) {
                say(
                        session.name() + " in " + session.place()
                                + (session.isOurs()
                                        ? ""
                                        : ", which goes to another factory; tested as Catamail would use it"),
                        results);
            }
            test(session, tree, results);
        }
        noteOptions(tree, results);
        return results.finish();
    }

    private List<MailDeclaration> chosen(List<MailDeclaration> sessions, Installation installation)
            throws WrongUsageException {
        List<MailDeclaration> chosen = sessions.stream().filter(this::isMeant).toList();
        if (!chosen.isEmpty()) {
            return chosen;
        }
        if (sessions.isEmpty()) {
            throw new WrongUsageException("there is no mail session in " + installation.base()
                    + ": the command check says what it finds there, and why");
        }
        String written = String.valueOf(name);
        List<String> names = sessions.stream()
                .flatMap(session -> Stream.concat(
                        Stream.of(session.name()), session.users().stream().map(User::name)))
                .distinct()
                .toList();
        String nearest = NearestName.of(written, names);
        throw new WrongUsageException("there is no mail session '" + written + "' in " + installation.base()
                + (nearest == null ? "; there is " + String.join(", ", names) : "; did you mean '" + nearest + "'?"));
    }

    private boolean isMeant(MailDeclaration session) {
        return name == null
                || session.name().equals(name)
                || session.users().stream().anyMatch(user -> user.name().equals(name));
    }

    private void test(MailDeclaration session, TomcatTree tree, Results results)
            throws WrongUsageException, IOException {
        Map<String, String> attributes = withPassword(session, tree.installation());
        declared(session, attributes, tree, results);
        Screen screen = catamail().screen();
        try {
            ResourceTest.run(
                    session.name(),
                    attributes,
                    session.strictByDefault(),
                    tree.installation().base(),
                    to,
                    new StepListener() {
                        private String subject = "";

                        @Override
                        public void serverBegins(String server) {
                            subject = server;
                        }

                        @Override
                        public void stepBegins(String step) {
                            screen.progress(subject + ": " + step + " ...");
                        }

                        @Override
                        public void serverEnded(Report report) {
                            results.add(report);
                        }
                    });
        } catch (IllegalArgumentException noAddress) {
            throw new WrongUsageException("--to: " + noAddress.getMessage());
        }
    }

    /** Says what keeps Tomcat from having this session, though its server may be fine. */
    private static void declared(
            MailDeclaration session, Map<String, String> tested, TomcatTree tree, Results results) {
        List<Finding> findings = new ArrayList<>(SessionCheck.run(tree, session));
        if (value(tested, Setting.PASSWORD) != null && value(session.attributes(), Setting.PASSWORD) == null) {
            findings.add(new Finding(
                    Severity.WARNING,
                    Topic.HALF_CREDENTIALS,
                    session.place().toString(),
                    session.name() + ": 'user' is there and 'password' is not, so that Tomcat has no such session. The"
                            + " test goes on with the password that was given to it",
                    "Write that 'password' into the <Resource>"));
        }
        if (!findings.isEmpty()) {
            boolean bad = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
            results.add(new Report(
                    session.name() + " in " + session.place(),
                    List.of(new Step("Configuration", bad ? Outcome.FAILED : Outcome.WARNING, null, List.of())),
                    findings));
        }
    }

    /** Returns the attributes with a password from elsewhere, if there is to be one. */
    private Map<String, String> withPassword(MailDeclaration declared, Installation installation)
            throws WrongUsageException, IOException {
        Map<String, String> written = declared.attributes();
        String session = declared.name();
        String user = value(written, Setting.USER);
        if (user == null) {
            return written;
        }
        String what = "password of " + user + " for " + session;
        Secret given = secrets.secret(catamail(), what);
        if (given == null
                && value(written, Setting.PASSWORD) == null
                && !isWithoutLogin(written)
                && isRightWith(Secret.of("any"), declared, installation)) {
            given = secrets.ask(catamail(), what);
        }
        return given == null ? written : with(given, written);
    }

    /** Returns whether it lacks nothing but a password; if it does, one that is asked for would not help. */
    private static boolean isRightWith(Secret password, MailDeclaration session, Installation installation) {
        Problems problems = new Problems(session.name());
        SettingsParser.read(
                with(password, session.attributes()), installation.base(), session.strictByDefault(), problems);
        return !problems.hasErrors();
    }

    private static Map<String, String> with(Secret password, Map<String, String> written) {
        Map<String, String> attributes = new LinkedHashMap<>(written);
        names(Setting.PASSWORD).forEach(attributes::remove);
        attributes.put(Setting.PASSWORD.attribute(), password.reveal());
        return attributes;
    }

    private static boolean isWithoutLogin(Map<String, String> written) {
        return "none".equalsIgnoreCase(value(written, Setting.AUTHENTICATION_MODE))
                || "false".equalsIgnoreCase(written.get("mail.smtp.auth"));
    }

    private static @Nullable String value(Map<String, String> written, Setting setting) {
        return names(setting)
                .map(written::get)
                .filter(text -> text != null && !text.isBlank())
                .map(String::strip)
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> names(Setting setting) {
        return Stream.concat(Stream.of(setting.attribute()), setting.synonyms().stream());
    }

    /** The command runs in a JVM of its own. */
    private void noteOptions(TomcatTree tree, Results results) {
        List<String> options = tree.options().stream()
                .filter(option -> option.name().startsWith("javax.net.ssl."))
                .map(JvmOption::name)
                .distinct()
                .toList();
        if (!options.isEmpty()) {
            results.say("");
            say(
                    "Tomcat is started with -D" + String.join(", -D", options) + ", and this test was not: it may"
                            + " judge certificates otherwise. Better name the trust store in the <Resource>"
                            + " ('truststoreFile').",
                    results);
        }
    }

    private void say(String text, Results results) {
        Wrapping.hanging("", 0, text, catamail().screen().width()).forEach(results::say);
    }
}
