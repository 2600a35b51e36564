package io.github.catamail.scan;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to say about the mail classes that an application bundles.
 *
 * @param application its path and version, as in {@code /shop##2}
 * @param bundled what it bundles; not empty
 * @param order whose classes it gets
 * @param hasSession whether a mail session of the server's Catamail is declared for it
 * @param runsCopy whether it has a copy of Catamail, and that is what makes its sessions
 */
public record MailReport(
        String application, BundledMail bundled, ClassOrder order, boolean hasSession, boolean runsCopy) {
    /** Returns whether there is something to do. */
    public boolean isWarning() {
        return (isHarmful() && order.apart() != Apart.EXCLUDED) || breaksJavax() || runsCopy;
    }

    /** Returns all of it on one line. */
    public String text() {
        return isWarning() ? problem().toString() : sentences();
    }

    /** Returns all of it, where there is something to do. It is an error where no mail session can be looked up at all. */
    public Problem problem() {
        String line = sentences();
        boolean unusable = isHarmful()
                && order.apart() != Apart.EXCLUDED
                && Consequence.of(bundled.pieces()).contains(Consequence.NO_SESSION);
        return new Problem(
                unusable ? Severity.ERROR : Severity.WARNING, Topic.WRONG_JARS, line.substring(0, line.length() - 1));
    }

    private String sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add("web application '" + application + "' bundles mail classes: " + bundled + ".");
        // With a copy of Catamail its sessions are of its own classes, as far as those go.
        if (!runsCopy && !bundled.pieces().equals(Set.of(MailPiece.CATAMAIL))) {
            sentences.add(classes());
        }
        if (bundled.pieces().contains(MailPiece.CATAMAIL)) {
            sentences.add(copy());
        }
        return String.join(" ", sentences);
    }

    private String classes() {
        if (isHarmful()) {
            return (order.apart() == Apart.EXCLUDED ? "It is excluded from sharing: they" : "They")
                    + " go before the server's, so that " + join(Consequence.of(bundled.pieces()))
                    + ". Do one of these" + (order.apart() == Apart.EXCLUDED ? " if it is to use these sessions" : "")
                    + ": " + Cures.of(bundled, order.apart()) + ".";
        }
        if (breaksJavax()) {
            return "Its javax.mail gets content handlers of the server's Jakarta Mail and fails with a"
                    + " ClassCastException, because delegate=\"true\" lets the server's files go first: "
                    + Cures.insteadOfDelegate() + ".";
        }
        return harmless();
    }

    private String harmless() {
        boolean ofServer = bundled.files().stream().anyMatch(BundledFile::isOfServer);
        if (ofServer && order.prefersServer()) {
            return "They are harmless: its class loader takes those of the server instead."
                    + (bundled.pieces().contains(MailPiece.SUN_MAIL)
                            ? " What it asks of com.sun.mail classes themselves, as with SMTPMessage, does not reach the"
                                    + " server's."
                            : "");
        }
        if (!Consequence.of(bundled.pieces()).isEmpty()) {
            return "It has no mail session of Catamail, so that they are its own affair.";
        }
        if (bundled.pieces().stream().anyMatch(MailPiece::isJavax) && !ofServer) {
            return "They are harmless: javax.mail is another API than the server's, which the application can use by"
                    + " itself, but not with a session of the server.";
        }
        return "They are harmless: they fit the server's.";
    }

    private String copy() {
        String names =
                bundled.with(MailPiece.CATAMAIL).stream().map(BundledFile::name).collect(Collectors.joining(" and "));
        if (!runsCopy) {
            return "Its copy of Catamail is not used; " + names + " can be deleted.";
        }
        return "Its copy of Catamail takes the place of the server's: it makes the sessions of this application, and the"
                + " global ones that this application is the first to look up, which others then share until it is"
                + " stopped. Catamail belongs into the server's lib only: delete " + names + ".";
    }

    private boolean isHarmful() {
        return hasSession
                && !order.prefersServer()
                && !Consequence.of(bundled.pieces()).isEmpty();
    }

    /** With the server's files first, {@code javax.activation} reads the server's {@code mailcap}. */
    private boolean breaksJavax() {
        return order.delegates() && bundled.pieces().contains(MailPiece.JAVAX_MAIL);
    }

    private static String join(Set<Consequence> consequences) {
        return consequences.stream().map(Consequence::toString).collect(Collectors.joining(", and "));
    }
}
