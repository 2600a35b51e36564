package io.github.catamail.doctor.check;

import io.github.catamail.config.Problems;
import io.github.catamail.config.SessionResource;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Application;
import io.github.catamail.doctor.tree.Declaration;
import io.github.catamail.doctor.tree.Place;
import io.github.catamail.doctor.tree.TomcatTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds links that do not lead to a mail session, and were meant to. */
final class LinkCheck implements Check {
    @Override
    public void run(TomcatTree tree, Findings findings) {
        Set<Place> seen = new HashSet<>();
        for (Application application : tree.applications()) {
            for (Declaration link : application.names().declarations()) {
                // One in conf/context.xml is that of all applications.
                if (link.kind() == Declaration.Kind.LINK && seen.add(link.place())) {
                    check(link, tree, findings);
                }
            }
        }
    }

    private static void check(Declaration link, TomcatTree tree, Findings findings) {
        String global = link.attributes().get("global");
        Declaration target = tree.behind(link);
        boolean leadsToMail = target != null && target.isMail();
        if (!leadsToMail && !link.isMail() && !Names.isMailName(link.name()) && !Names.isMailName(global)) {
            return;
        }
        if (global == null || global.isBlank()) {
            findings.error(
                    Topic.BROKEN_LINK,
                    link.place(),
                    link.name() + ": the <ResourceLink> has no 'global', and leads nowhere",
                    "add global=\"...\" with the name of the <Resource> in <GlobalNamingResources> of conf/server.xml");
        } else if (target == null) {
            reportNoTarget(link, global, tree, findings);
        } else if (!leadsToMail) {
            findings.error(
                    Topic.BROKEN_LINK,
                    link.place(),
                    link.name() + ": the <ResourceLink> leads to \"" + global + "\" (" + target.place() + "), which is "
                            + (target.type() == null ? "of no type" : "a " + target.type()) + " and no mail session",
                    "correct 'global'");
        } else {
            checkType(link, findings);
        }
    }

    private static void reportNoTarget(Declaration link, String global, TomcatTree tree, Findings findings) {
        List<String> known = tree.globals().declarations().stream()
                .filter(Names::isMeantAsMail)
                .map(Declaration::name)
                .toList();
        String elsewhere = ofApplication(global, tree);
        findings.error(
                Topic.BROKEN_LINK,
                link.place(),
                link.name() + ": the <ResourceLink> leads to \"" + global
                        + "\", and there is no such <Resource> in <GlobalNamingResources> of conf/server.xml"
                        + Names.suggestion(global, known),
                elsewhere == null
                        ? "correct 'global', or declare the <Resource> there"
                        : "move the <Resource> there from " + elsewhere + ", where it needs no link");
    }

    private static @Nullable String ofApplication(String name, TomcatTree tree) {
        return tree.applications().stream()
                .map(application -> application.names().find(name))
                .filter(found -> found != null && found.kind() == Declaration.Kind.RESOURCE)
                .map(found -> found.place().toString())
                .findFirst()
                .orElse(null);
    }

    private static void checkType(Declaration link, Findings findings) {
        String type = link.type();
        if (type == null || type.isBlank()) {
            findings.error(
                    Topic.WRONG_TYPE,
                    link.place(),
                    link.name() + ": the <ResourceLink> has no 'type', and Tomcat refuses each look-up of it",
                    "add type=\"" + SessionResource.TYPE + "\"");
        } else if (SessionResource.OLD_TYPE.equals(type)) {
            Problems problems = new Problems(link.name());
            SessionResource.reportOldType(problems);
            findings.add(link.place(), problems);
        } else if (!SessionResource.TYPE.equals(type)) {
            findings.error(
                    Topic.WRONG_TYPE,
                    link.place(),
                    link.name() + ": 'type' of the <ResourceLink> is \"" + type + "\", and what it leads to is a \""
                            + SessionResource.TYPE + "\"",
                    "write type=\"" + SessionResource.TYPE + "\"");
        }
    }
}
