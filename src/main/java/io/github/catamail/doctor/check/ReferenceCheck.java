package io.github.catamail.doctor.check;

import io.github.catamail.config.SessionResource;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Application;
import io.github.catamail.doctor.tree.Declaration;
import io.github.catamail.doctor.tree.TomcatTree;
import java.util.List;

/** Finds mail sessions that applications ask for in {@code web.xml} and do not get. */
final class ReferenceCheck implements Check {
    @Override
    public void run(TomcatTree tree, Findings findings) {
        String global = tree.globals().declarations().stream()
                .filter(Declaration::isMail)
                .map(Declaration::name)
                .findFirst()
                .orElse("");
        for (Application application : tree.applications()) {
            application.references().forEach(reference -> check(reference, application, global, findings));
        }
    }

    private static void check(Declaration reference, Application application, String global, Findings findings) {
        if (!reference.isMail() && !(reference.type() == null && Names.isMailName(reference.name()))) {
            return;
        }
        Declaration found = application.names().find(reference.name());
        if (SessionResource.OLD_TYPE.equals(reference.type()) && !application.isConverted()) {
            findings.error(
                    Topic.WRONG_TYPE,
                    reference.place(),
                    reference.name() + ": web application '" + application.name() + "' asks for a \""
                            + SessionResource.OLD_TYPE + "\", as it was up to Tomcat 9. Tomcat 10 and later have \""
                            + SessionResource.TYPE + "\"",
                    "if the application itself uses jakarta.mail, change the type in web.xml; if it uses javax.mail, put it"
                            + " into webapps-javaee, from where Tomcat converts it");
        } else if (found == null && !reference.attributes().containsKey("lookup-name")) {
            reportMissing(reference, application, global, findings);
        }
    }

    private static void reportMissing(
            Declaration reference, Application application, String global, Findings findings) {
        List<String> known = application.names().declarations().stream()
                .filter(Names::isMeantAsMail)
                .map(Declaration::name)
                .toList();
        findings.error(
                Topic.MISSING_RESOURCE,
                reference.place(),
                reference.name() + ": web application '" + application.name()
                        + "' asks for this mail session, and none of that name is declared for it. Tomcat makes one without"
                        + " any settings, which sends to localhost, port 25"
                        + Names.suggestion(reference.name(), known),
                global.isEmpty()
                        ? "declare a <Resource> of that name in conf/context.xml or the context.xml of the application"
                        : "put <ResourceLink name=\"" + reference.name() + "\" global=\"" + global
                                + "\" type=\"jakarta.mail.Session\"/> into conf/context.xml or the context.xml of the"
                                + " application");
    }
}
