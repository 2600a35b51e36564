package io.github.catamail.doctor.check;

import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.MailDeclaration;
import io.github.catamail.doctor.tree.TomcatTree;

/** Finds global mail sessions that no application can find. */
final class UnusedCheck implements Check {
    @Override
    public void run(TomcatTree tree, Findings findings) {
        for (MailDeclaration session : tree.mailSessions()) {
            if (session.isGlobal() && session.users().isEmpty()) {
                findings.warning(
                        Topic.UNUSED_RESOURCE,
                        session.place(),
                        session.name()
                                + ": no <ResourceLink> leads to this global resource, so that no application finds it",
                        "put <ResourceLink name=\"mail/Session\" global=\"" + session.name()
                                + "\" type=\"jakarta.mail.Session\"/> into conf/context.xml for all applications, or into the"
                                + " context.xml of one");
            }
        }
    }
}
