package io.github.catamail.doctor.check;

import io.github.catamail.config.Setting;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.JvmOption;
import io.github.catamail.doctor.tree.TomcatTree;
import java.util.List;
import java.util.Set;

/** Finds settings for mail and TLS that are made for the whole JVM, and passwords among its arguments. */
final class JvmCheck implements Check {
    private static final String MAIL = "mail.";
    private static final String TLS = "javax.net.ssl.";
    /** Jakarta Mail reads these from nowhere else. */
    private static final List<String> SYSTEM_ONLY = List.of("mail.mime.", "mail.mimetypes.");

    @Override
    public void run(TomcatTree tree, Findings findings) {
        Set<String> variables = tree.usedVariables();
        for (JvmOption option : tree.options()) {
            boolean isUsed = variables.contains(option.name());
            boolean isAboutMail =
                    option.name().startsWith(MAIL) || option.name().startsWith(TLS);
            if (option.isArgument()
                    && Setting.isSecret(option.name())
                    && (isUsed || isAboutMail)
                    && !option.value().reveal().isBlank()) {
                findings.warning(
                        Topic.SECRET_IN_ARGUMENTS,
                        option.place(),
                        "-D" + option.name() + " is a password among the arguments of the JVM, which every user of this"
                                + " machine sees who lists the processes",
                        "set it in conf/catalina.properties, which nobody but the user of Tomcat may read");
            }
            if (isAboutMail && !isUsed && SYSTEM_ONLY.stream().noneMatch(option.name()::startsWith)) {
                report(option, findings);
            }
        }
    }

    private static void report(JvmOption option, Findings findings) {
        String subject = "the system property " + option.name() + " is set for the whole JVM: ";
        if (option.name().startsWith(MAIL)) {
            findings.warning(
                    Topic.JVM_WIDE_SETTING,
                    option.place(),
                    subject
                            + "sessions of Catamail do not read it, and applications that make sessions of their own may let it"
                            + " go before their own settings",
                    "write it as attribute of the <Resource> that needs it, and remove it here");
        } else if (option.name().equals(TLS + "trustStore")) {
            findings.warning(
                    Topic.JVM_WIDE_SETTING,
                    option.place(),
                    subject
                            + "it replaces the certificate authorities for all connections of all applications, and for mail"
                            + " sessions without 'truststoreFile'",
                    "if it is there for a mail server, write truststoreFile=\"...\" into its <Resource>, and remove it here");
        } else if (option.name().equals(TLS + "keyStore")) {
            findings.warning(
                    Topic.JVM_WIDE_SETTING,
                    option.place(),
                    subject + "sessions of Catamail do not use it, and show no client certificate because of it",
                    "if it is there for a mail server, write keystoreFile=\"...\" into its <Resource>, and remove it here");
        }
    }
}
