package io.github.catamail.scan;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import java.util.stream.Collectors;

/**
 * A web application whose {@code jakarta.mail.Session} is not that of the server, so that it can not be given a session.
 *
 * @param application its path and version
 * @param bundled what it bundles
 * @param apart why it does not share the server's
 */
public record MailConflict(String application, BundledMail bundled, Apart apart) {
    /** Returns the one sentence that a look-up of this name fails with. */
    public String refusal(String resource) {
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
