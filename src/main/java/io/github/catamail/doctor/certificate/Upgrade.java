package io.github.catamail.doctor.certificate;

import io.github.catamail.config.Topic;
import java.util.List;

/** How TLS begins in a connection that began in clear. */
interface Upgrade {
    /** Reads the rest of the greeting, of which this was the first line, and sees that it is a welcome. */
    void greeted(Conversation conversation, String line) throws FetchFailure;

    /** Asks for TLS, and returns when it can begin. */
    void carryOut(Conversation conversation, Journal journal) throws FetchFailure;

    static Upgrade of(MailProtocol protocol) {
        return switch (protocol) {
            case SMTP -> new SmtpUpgrade();
            case IMAP -> new ImapUpgrade();
            case POP3 -> new PopUpgrade();
        };
    }

    /** Says that the server does not offer it. */
    static FetchFailure notOffered(String command, int tlsPort, List<String> offered) {
        String offers = String.join(" ", offered);
        return new FetchFailure(
                Topic.STARTTLS_NOT_OFFERED,
                "the server offers no " + command + (offers.isEmpty() ? "" : ", only " + Said.of(offers)),
                "It may have a port with TLS from the first byte, mostly " + tlsPort + ". If it should offer " + command
                        + " here, something between may take that out");
    }

    /** Says that the server offered it, or might have, and refused. */
    static FetchFailure refused(String command, String reply) {
        return new FetchFailure(
                Topic.STARTTLS_NOT_OFFERED,
                "to " + command + " the server said " + Said.quoted(reply),
                "TLS is broken on the server, or not set up: look into its log");
    }

    /** Says that the server does not want to talk at all. */
    static FetchFailure unwelcome(String greeting) {
        return new FetchFailure(
                Topic.BAD_GREETING,
                "the server greeted with " + Said.quoted(greeting),
                "It does not want to talk to this machine, or not now: its words say why");
    }

    /**
     * Sees that nothing came in clear behind the reply to STARTTLS. What an attacker puts there, a careless client takes for
     * said over TLS (CVE-2011-0411).
     */
    static void refuseSurplus(String command, Conversation conversation) throws FetchFailure {
        if (conversation.hasSurplus()) {
            throw new FetchFailure(
                    Topic.STARTTLS_INJECTION,
                    "behind its reply to " + command + ", and before TLS began, more came in clear",
                    "Somebody between here and the server may have put it there, who could show a certificate of his own"
                            + " too: this connection was given up. Try from another network, and tell the people who run"
                            + " the server");
        }
    }
}
