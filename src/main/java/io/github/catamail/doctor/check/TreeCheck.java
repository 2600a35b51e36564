package io.github.catamail.doctor.check;

import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Checks the mail configuration of a Tomcat without starting it, connecting to anything, or changing anything. */
public final class TreeCheck {
    private TreeCheck() {}

    /**
     * Checks it.
     *
     * @param tree what its files say
     * @param clock tells which certificates are out of date
     */
    public static CheckResult run(TomcatTree tree, Clock clock) {
        Findings findings = new Findings();
        tree.findings().forEach(findings::add);
        List<String> notes = new ArrayList<>();
        SettingsCheck settings = new SettingsCheck(clock);
        ApplicationJars jars = new ApplicationJars(notes);
        List<Check> checks = List.of(
                new ServerLibCheck(),
                new ListenerCheck(),
                new TypeCheck(),
                new FactoryCheck(notes),
                settings,
                new LinkCheck(),
                new ReferenceCheck(),
                new DuplicateCheck(),
                new UnusedCheck(),
                jars,
                new JvmCheck(),
                new PermissionCheck());
        checks.forEach(check -> check.run(tree, findings));
        return new CheckResult(
                new Report("Configuration of " + tree.installation().base(), List.of(), findings.sorted()),
                settings.sessions(),
                tree.applications().size(),
                notes);
    }
}
