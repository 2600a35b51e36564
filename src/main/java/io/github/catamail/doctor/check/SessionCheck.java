package io.github.catamail.doctor.check;

import io.github.catamail.doctor.tree.MailDeclaration;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds why Tomcat has no session where the mail server itself may be fine: what stands beside the attributes of one mail
 * session.
 */
public final class SessionCheck {
    private SessionCheck() {}

    /**
     * Checks the type and the factory of a session, and whether a mail jar is in the server's {@code lib} twice. Its other
     * attributes, and jars that are missing, are seen by the test of its connection.
     *
     * @param tree what the files of the Tomcat say
     * @param session one of its sessions
     * @return what is wrong, the worse first
     */
    public static List<Finding> run(TomcatTree tree, MailDeclaration session) {
        Findings declared = new Findings();
        new TypeCheck().run(tree, declared);
        new FactoryCheck(new ArrayList<>()).run(tree, declared);
        Findings findings = new Findings();
        declared.sorted().stream()
                .filter(finding -> finding.where().equals(session.place().toString()))
                .forEach(findings::add);
        ServerLibCheck.checkDuplicates(tree, findings);
        return findings.sorted();
    }
}
