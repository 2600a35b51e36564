package io.github.catamail.doctor.check;

import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Application;
import io.github.catamail.doctor.tree.Shadow;
import io.github.catamail.doctor.tree.TomcatTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds mail sessions that do not count, because their name is taken. */
final class DuplicateCheck implements Check {
    @Override
    public void run(TomcatTree tree, Findings findings) {
        for (Shadow shadow : tree.globals().shadows()) {
            if (isAboutMail(shadow)) {
                report(shadow, "", findings);
            }
        }
        Map<Shadow, List<String>> shadows = new LinkedHashMap<>();
        for (Application application : tree.applications()) {
            for (Shadow shadow : application.names().shadows()) {
                if (isAboutMail(shadow)) {
                    shadows.computeIfAbsent(shadow, any -> new ArrayList<>()).add("'" + application.name() + "'");
                }
            }
        }
        shadows.forEach((shadow, applications) -> report(
                shadow,
                applications.size() == tree.applications().size()
                        ? ""
                        : " for web application " + String.join(" and ", applications),
                findings));
    }

    private static boolean isAboutMail(Shadow shadow) {
        return Names.isMeantAsMail(shadow.ignored()) || Names.isMeantAsMail(shadow.effective());
    }

    private static void report(Shadow shadow, String applications, Findings findings) {
        findings.warning(
                Topic.DUPLICATE_NAME,
                shadow.ignored().place(),
                shadow.ignored().name() + ": this declaration does not count" + applications
                        + ", because Tomcat reads another one of the same name before it ("
                        + shadow.effective().place()
                        + ")",
                "remove one of the two, or give it another name");
    }
}
