package io.github.catamail.doctor.check;

import io.github.catamail.config.Problems;
import io.github.catamail.config.SessionResource;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Declaration;
import io.github.catamail.doctor.tree.TomcatTree;

/** Finds resources that are meant to be mail sessions and are of another type. */
final class TypeCheck implements Check {
    @Override
    public void run(TomcatTree tree, Findings findings) {
        Names.resources(tree).stream().filter(Names::isMeantAsMail).forEach(resource -> check(resource, findings));
    }

    private static void check(Declaration resource, Findings findings) {
        String type = resource.type();
        if (SessionResource.OLD_TYPE.equals(type)) {
            Problems problems = new Problems(resource.name());
            SessionResource.reportOldType(problems);
            findings.add(resource.place(), problems);
        } else if (type == null || type.isBlank()) {
            findings.error(
                    Topic.WRONG_TYPE,
                    resource.place(),
                    resource.name() + ": 'type' is missing, and each look-up fails",
                    "write type=\"" + SessionResource.TYPE + "\"");
        } else if (!SessionResource.TYPE.equals(type)) {
            findings.error(
                    Topic.WRONG_TYPE,
                    resource.place(),
                    resource.name() + ": 'type' is \"" + type + "\" and must be \"" + SessionResource.TYPE
                            + "\" to be a mail session",
                    "correct 'type'");
        }
    }
}
