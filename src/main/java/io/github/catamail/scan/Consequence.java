package io.github.catamail.scan;

import java.util.EnumSet;
import java.util.Set;

/** What fails in an application whose own mail classes go before the server's, when it uses a session of the server. */
enum Consequence {
    /** The session is no session to the application. */
    NO_SESSION("each look-up or injection of its mail sessions fails with a NamingException"),
    /** The application's handlers are none to the server's activation. */
    NO_TEXT("each message with a text fails with a ClassCastException"),
    /** The handlers are not even found. */
    NO_MULTIPART("messages of several parts fail with \"no object DCH for MIME type multipart/mixed\""),
    /** The application's {@code DataHandler} is another class than that of the session. */
    NO_ATTACHMENTS("attachments that it makes with a DataHandler fail with a LinkageError");

    private final String text;

    Consequence(String text) {
        this.text = text;
    }

    /** Returns what follows where an application bundles these pieces. All of it has been seen in a Tomcat. */
    static Set<Consequence> of(Set<MailPiece> pieces) {
        EnumSet<Consequence> consequences = EnumSet.noneOf(Consequence.class);
        if (pieces.contains(MailPiece.MAIL_API)) {
            consequences.add(NO_SESSION);
        } else if (pieces.contains(MailPiece.ACTIVATION_API)) {
            consequences.add(NO_ATTACHMENTS);
            if (pieces.contains(MailPiece.ANGUS_ACTIVATION)) {
                consequences.add(NO_MULTIPART);
            } else if (pieces.contains(MailPiece.ANGUS_MAIL)) {
                consequences.add(NO_TEXT);
            }
        }
        // An implementation without its API builds on the server's, and fits.
        return consequences;
    }

    /** Returns it as part of a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
