package io.github.catamail.doctor.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** STARTTLS of IMAP, RFC 9051, section 6.2.1. */
final class ImapUpgrade implements Upgrade {
    private static final int TLS_PORT = 993;
    private static final String STARTTLS = "STARTTLS";

    @Override
    public void greeted(Conversation conversation, String line) throws FetchFailure {
        if (!line.toUpperCase(Locale.ROOT).startsWith("* OK")) {
            throw Upgrade.unwelcome(line);
        }
    }

    @Override
    public void carryOut(Conversation conversation, Journal journal) throws FetchFailure {
        List<String> offered = journal.step("CAPABILITY", details -> {
            conversation.send("a1", "CAPABILITY");
            List<String> capabilities = new ArrayList<>();
            for (String line = conversation.line(); !line.startsWith("a1 "); line = conversation.line()) {
                if (line.toUpperCase(Locale.ROOT).startsWith("* CAPABILITY ")) {
                    capabilities.addAll(List.of(
                            line.substring("* CAPABILITY ".length()).strip().split(" +")));
                }
            }
            details.add("offers " + Said.of(String.join(" ", capabilities)));
            return capabilities;
        });
        journal.step(STARTTLS, details -> {
            if (offered.stream().noneMatch(STARTTLS::equalsIgnoreCase)) {
                throw Upgrade.notOffered(STARTTLS, TLS_PORT, offered);
            }
            conversation.send("a2", STARTTLS);
            String reply = conversation.line();
            while (reply.startsWith("* ")) {
                reply = conversation.line();
            }
            if (!reply.toUpperCase(Locale.ROOT).startsWith("A2 OK")) {
                throw Upgrade.refused(STARTTLS, reply);
            }
            Upgrade.refuseSurplus(STARTTLS, conversation);
            return details.add(Said.of(reply));
        });
    }
}
