package io.github.catamail.cli;

import io.github.catamail.doctor.check.CheckResult;
import io.github.catamail.doctor.check.SessionSummary;
import io.github.catamail.doctor.check.TreeCheck;
import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.time.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Checks the configuration of a Tomcat from its files. */
@Command(
        name = "check",
        description = {
            "Reads the configuration of this Tomcat, and says which mail sessions there are, and what is wrong with them.",
            "Tomcat need not run. Nothing is changed, and nothing is connected to: see the command test for that."
        },
        footer = {
            "Examples:",
            "  catamail.sh check",
            "  catamail.sh check --strict --json",
            "  catamail.sh check --catalina-base /srv/tomcat"
        })
final class CheckCommand extends Subcommand {
    private static final int MARGIN = 6;
    /** As many as are listed by name. */
    private static final int FEW = 8;

    CheckCommand(Catamail catamail) {
        super(catamail);
    }

    @Override
    public Integer call() throws WrongUsageException {
        Installation installation = installation();
        catamail().screen().progress("reading " + installation.base());
        CheckResult result = TreeCheck.run(TomcatTree.read(installation), SystemClock.utc());
        Results results = catamail().results("check");
        summarize(result, installation, results);
        results.fact(
                "sessions", result.sessions().stream().map(CheckCommand::fields).toList());
        results.fact("notes", result.notes());
        results.add(result.report());
        return results.finish();
    }

    /** Another directory may be a Tomcat of its own, to which the options of this one say nothing. */
    private Installation installation() throws WrongUsageException {
        Path base = catamail().catalinaBase();
        Map<String, String> environment =
                new HashMap<>(catamail().surroundings().environment());
        boolean isOther = !base.equals(catamail().surroundings().catalinaBase());
        if (isOther) {
            environment.keySet().removeIf(name -> name.startsWith("CATAMAIL_"));
        }
        boolean isWhole = isOther && Files.exists(base.resolve("bin/bootstrap.jar"));
        return new Installation(isWhole ? base : catamail().catalinaHome(), base, environment);
    }

    private void summarize(CheckResult result, Installation installation, Results results) {
        Screen screen = catamail().screen();
        results.say(screen.styled(
                Style.STRONG,
                (result.sessions().isEmpty() ? "No mail session was found in " : "Mail sessions in ")
                        + installation.base()));
        if (result.sessions().isEmpty() && !result.report().hasErrors()) {
            hanging(
                    0,
                    "To have one, write a <Resource> of the type \"jakarta.mail.Session\" into conf/context.xml, such as"
                            + " the one in conf/catamail/examples/minimal.xml of the overlay; docs/getting-started.md"
                            + " has more.",
                    results);
        }
        for (SessionSummary session : result.sessions()) {
            results.say("");
            results.say("  " + screen.styled(Style.STRONG, session.name()) + "  (" + session.where()
                    + (session.isGlobal() ? ", global" : "") + ")");
            hanging(MARGIN, session.words(), results);
            hanging(MARGIN, users(session, result.applications()), results);
        }
        for (String note : result.notes()) {
            results.say("");
            hanging(2, note, results);
        }
    }

    private void hanging(int margin, String text, Results results) {
        Wrapping.hanging(" ".repeat(margin), margin, text, catamail().screen().width())
                .forEach(results::say);
    }

    private static String users(SessionSummary session, int applications) {
        List<String> users = session.users();
        if (users.isEmpty()) {
            return "found by no web application";
        }
        boolean all = users.size() == applications && users.stream().noneMatch(user -> user.contains(" as "));
        return all && applications > 1
                ? "found by all " + applications + " web applications"
                : "found by "
                        + String.join(", ", users.subList(0, Math.min(FEW, users.size())))
                        + (users.size() > FEW ? " and " + (users.size() - FEW) + " others" : "");
    }

    private static Map<String, Object> fields(SessionSummary session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", session.name());
        fields.put("where", session.where());
        fields.put("global", session.isGlobal());
        fields.put("summary", session.words());
        fields.put("applications", session.users());
        return fields;
    }
}
