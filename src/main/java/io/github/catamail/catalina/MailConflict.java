package io.github.catamail.catalina;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A web application whose {@code jakarta.mail.Session} is not that of the server, so that it can not be given a session.
 *
 * @param application its path and version
 * @param bundled what it bundles
 * @param apart why it does not share the server's
 */
record MailConflict(String application, BundledMail bundled, Apart apart) {
    /** Returns the conflict of a web application; null if it has none. */
    static @Nullable MailConflict of(WebApplication application) {
        return application.hasOtherSession()
                ? new MailConflict(application.name(), application.bundledMail(), Apart.WITHOUT_LISTENER)
                : null;
    }

    /** Returns the one sentence that a look-up of this name fails with. */
    String refusal(String resource) {
        String files =
                bundled.with(MailPiece.MAIL_API).stream().map(BundledFile::name).collect(Collectors.joining(" and "));
        Problems problems = new Problems(resource);
        problems.error(
                Topic.WRONG_JARS,
                "web application '" + application + "' brings Jakarta Mail itself (" + files
                        + "), to which a session of the server is of another class: " + Cures.of(bundled, apart));
        return problems.report();
    }
}
