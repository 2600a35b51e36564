package io.github.catamail.doctor.convert;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problem;
import io.github.catamail.config.Setting;
import io.github.catamail.config.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why each attribute was changed. */
final class Reasons {
    private final MailSettings settings;
    private final List<Problem> problems;

    /**
     * Makes it.
     *
     * @param settings what the resource means
     * @param problems what there was to say of it before
     */
    Reasons(MailSettings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Returns the changes from one set of attributes to another. */
    List<Change> changes(Map<String, String> before, Map<String, String> after) {
        List<Change> changes = new ArrayList<>();
        before.forEach((name, text) -> {
            String now = after.get(name);
            if (now == null) {
                String shorter = shorter(name);
                changes.add(
                        shorter != null && after.containsKey(shorter) && !text.isBlank()
                                ? new Change(name, shorter, renamed(name))
                                : leftOut(name, text, after));
            } else if (!now.equals(text) && !Setting.isSecret(name)) {
                changes.add(new Change(name, name, changed(name, text, now)));
            }
        });
        after.forEach((name, text) -> {
            boolean added = !before.containsKey(name)
                    && changes.stream().noneMatch(change -> change.to().equals(name));
            if (added) {
                changes.add(new Change("", name, added(name, text)));
            }
        });
        return changes;
    }

    private static @Nullable String shorter(String name) {
        if (name.endsWith(".sendpartial")) {
            return Setting.PARTIAL.attribute();
        }
        if (name.matches("mail\\.smtps?\\.auth")) {
            return Setting.AUTHENTICATION_MODE.attribute();
        }
        if (name.endsWith("socketFactory.port")) {
            return Setting.PORT.attribute();
        }
        Setting setting = StandIns.settingOf(name);
        return setting == null ? null : setting.attribute();
    }

    private static String renamed(String name) {
        return name.endsWith("socketFactory.port") ? "it is the port that counted" : "that is its short name";
    }

    private static String changed(String name, String before, String now) {
        return switch (name) {
            case "factory" -> "Catamail makes the session, in place of " + before.strip();
            case "type" -> "Tomcat 10 and later have jakarta.mail.Session";
            default -> "\"" + now + "\" is what \"" + before.strip() + "\" means";
        };
    }

    private String added(String name, String text) {
        Endpoint server = Converter.only(settings.endpoints());
        return switch (name) {
            case "factory" -> "Catamail makes the session, and no longer Tomcat's own factory";
            case "type" -> "Tomcat has to know what it is";
            case "host" -> "no server was written, which means localhost to Tomcat's own factory";
            case "port" -> "it follows from what was written";
            case "tls" ->
                server != null && server.security() == ConnectionSecurity.NONE
                        ? "without it the password would have STARTTLS, which was not so"
                        : "it says how the connection is protected, in one word";
            default -> "\"" + text + "\" follows from what was written";
        };
    }

    private Change leftOut(String name, String text, Map<String, String> after) {
        return new Change(name, "", why(name, text, after));
    }

    private String why(String name, String text, Map<String, String> after) {
        if (text.isBlank()) {
            return "it is blank, which means absent";
        }
        Endpoint server = Converter.only(settings.endpoints());
        if (ServerStep.isPort(name) && server != null) {
            return after.containsKey("tls")
                    ? "tls=\"" + after.get("tls") + "\" means port " + server.port()
                    : "port " + server.port() + " is the default " + (hasLogin() ? "with a login" : "without a login");
        }
        String known = known(name);
        if (known != null) {
            return known;
        }
        if (ServerStep.isAboutProtection(name) && server != null) {
            return protection(name, text, server, after);
        }
        if (name.matches("mail\\.smtps?\\.auth")) {
            return hasLogin()
                    ? "with 'user' and 'password' it logs in anyway"
                    : "without them it does not log in anyway";
        }
        return switch (name) {
            case "mail.host", "mail.smtp.host", "mail.smtps.host", "mail.user", "mail.smtp.user", "mail.smtps.user" ->
                "another attribute says it";
            case "global" -> "it belongs into a <ResourceLink>, and has no effect here";
            default ->
                name.startsWith("mail.")
                        ? "what it says is so anyway"
                        : "Catamail does not know it, and a session's properties begin with \"mail.\"";
        };
    }

    /** Returns what there was to say of an attribute when the configuration was read. */
    private @Nullable String known(String name) {
        Set<Topic> topics = Set.of(Topic.NO_EFFECT, Topic.HALF_CREDENTIALS, Topic.CONTRADICTION);
        for (Problem problem : problems) {
            String message = problem.message();
            if (topics.contains(problem.topic()) && message.startsWith("'" + name + "' ")) {
                // It is removed: nobody has to be told to.
                String rest = message.substring(name.length() + 3).replaceFirst("\\. Remove it$", "");
                return rest.startsWith("has no effect: ") ? rest.substring("has no effect: ".length()) : "it " + rest;
            }
        }
        return null;
    }

    private String protection(String name, String text, Endpoint server, Map<String, String> after) {
        boolean portKnown = !StandIns.isReference(after.getOrDefault("port", ""));
        String onPort = portKnown ? " on port " + server.port() : "";
        if (name.startsWith("mail.transport.protocol") && text.strip().equalsIgnoreCase("smtp")) {
            return "mail is sent by smtp anyway";
        }
        if (name.endsWith("fallback")) {
            return "a connection that fails is never retried with weaker trust";
        }
        boolean old = name.contains("socketFactory") || name.startsWith("mail.transport.protocol");
        if (server.security() == ConnectionSecurity.IMPLICIT_TLS) {
            return after.containsKey("tls")
                    ? "tls=\"implicit\" says it"
                    : "port " + server.port() + " means TLS from the first byte";
        }
        if (old) {
            return "it means nothing" + onPort + ", where SMTP comes first";
        }
        if (ServerStep.usesStarttls(server)) {
            return after.containsKey("tls")
                    ? "tls=\"starttls\" says it"
                    : hasLogin()
                            ? "with a login, STARTTLS is required" + onPort + " anyway"
                            : "STARTTLS is used" + onPort + " anyway where the server offers it";
        }
        return after.containsKey("tls") ? "tls=\"none\" says it" : "there is no TLS" + onPort + " anyway";
    }

    private boolean hasLogin() {
        return settings.authentication().credentials() != null;
    }
}
