package io.github.catamail.config;

import io.github.catamail.secret.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads whether and how to log in: from the credentials, unless it is written. */
final class AuthenticationParser {
    private final Attributes attributes;
    private final TypedReader reader;
    private final Problems problems;

    AuthenticationParser(Attributes attributes, TypedReader reader, Problems problems) {
        this.attributes = attributes;
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * Returns the login.
     *
     * @param mailboxUser whether a user is written for reading mail only, to whom a lonely password belongs
     */
    AuthenticationSettings parse(boolean mailboxUser) {
        String mode = Objects.requireNonNullElse(reader.choice(Setting.AUTHENTICATION_MODE), "auto");
        Written auth = attributes.property("auth");
        Boolean authProperty = auth == null ? null : reader.bool(auth);
        Written user = attributes.find(Setting.USER);
        Written password = attributes.find(Setting.PASSWORD);
        boolean off = mode.equals("none") || (mode.equals("auto") && Boolean.FALSE.equals(authProperty));
        if (auth != null && authProperty != null) {
            contradiction(mode, auth, authProperty);
        }
        if (user == null && mailboxUser && !mode.equals("required")) {
            password = null;
        }
        if (off) {
            if (user != null && password != null && auth != null && mode.equals("auto")) {
                problems.warning(
                        Topic.NO_EFFECT,
                        "'" + user.name() + "' and '" + password.name() + "' have no effect, because " + auth.quoted()
                                + ": mail is sent without a login. Remove '" + auth.name() + "' to log in");
            }
            return new AuthenticationSettings(
                    null, user != null && password != null, reader.list(Setting.AUTH_MECHANISMS));
        }
        return new AuthenticationSettings(
                credentials(mode, auth, Boolean.TRUE.equals(authProperty), user, password),
                false,
                reader.list(Setting.AUTH_MECHANISMS));
    }

    private @Nullable Credentials credentials(
            String mode, @Nullable Written auth, boolean authTrue, @Nullable Written user, @Nullable Written password) {
        if (user != null && password != null) {
            return new Credentials(user.text(), Secret.of(password.text()));
        }
        Written half = user != null ? user : password;
        if (half != null && half.isProperty() && !authTrue && !mode.equals("required")) {
            halfProperty(half, user != null ? "password" : "user");
        } else if (user != null) {
            problems.error(
                    Topic.HALF_CREDENTIALS,
                    user.quoted()
                            + " but 'password' is missing or blank. Give both to log in, or neither to send without a"
                            + " login");
        } else if (password != null) {
            problems.error(
                    Topic.HALF_CREDENTIALS,
                    "'" + password.name()
                            + "' is given but 'user' is missing or blank. Give both to log in, or neither to send without a"
                            + " login");
        } else if (mode.equals("required")) {
            problems.error(
                    Topic.MISSING_ATTRIBUTE,
                    "'authentication' is \"required\" but 'user' and 'password' are missing or blank. Give both, or remove"
                            + " 'authentication' to send without a login");
        } else if (auth != null && authTrue) {
            problems.warning(
                    Topic.NO_EFFECT,
                    auth.quoted()
                            + " but user and password are missing or blank: mail is sent without a login. Give both to"
                            + " log in, or remove '" + auth.name() + "'");
        }
        return null;
    }

    /** Half a login in the words of Jakarta Mail, which sends without a login then, unless mail.smtp.auth is true. */
    private void halfProperty(Written half, String other) {
        problems.warning(
                Topic.HALF_CREDENTIALS,
                "'" + half.name() + "' is given but '" + other
                        + "' is missing or blank: mail is sent without a login. Add '" + other
                        + "' to log in, or remove '" + half.name() + "'");
    }

    private void contradiction(String mode, Written auth, boolean authProperty) {
        if ((mode.equals("none") && authProperty) || (mode.equals("required") && !authProperty)) {
            problems.error(
                    Topic.CONTRADICTION,
                    "'authentication' is \"" + mode + "\" and " + auth.quoted()
                            + ": they contradict each other. Keep one of them");
        }
    }
}
