package io.github.catamail.doctor.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** STLS of POP3, RFC 2595. */
final class PopUpgrade implements Upgrade {
    private static final int TLS_PORT = 995;
    private static final String STLS = "STLS";

    @Override
    public void greeted(Conversation conversation, String line) throws FetchFailure {
        if (!isOk(line)) {
            throw Upgrade.unwelcome(line);
        }
    }

    @Override
    public void carryOut(Conversation conversation, Journal journal) throws FetchFailure {
        List<String> offered = journal.step("CAPA", details -> {
            conversation.send("CAPA");
            List<String> capabilities = new ArrayList<>();
            String first = conversation.line();
            if (!isOk(first)) {
                details.add("the server does not say what it offers: " + Said.quoted(first));
                return capabilities;
            }
            for (String line = conversation.line(); !line.equals("."); line = conversation.line()) {
                capabilities.add(line.strip());
            }
            details.add("offers " + Said.of(String.join(" ", capabilities)));
            return capabilities;
        });
        journal.step(STLS, details -> {
            // Servers older than RFC 2449 have no CAPA, and may have STLS all the same.
            if (!offered.isEmpty() && offered.stream().noneMatch(STLS::equalsIgnoreCase)) {
                throw Upgrade.notOffered(STLS, TLS_PORT, offered);
            }
            conversation.send(STLS);
            String reply = conversation.line();
            if (!isOk(reply)) {
                throw Upgrade.refused(STLS, reply);
            }
            Upgrade.refuseSurplus(STLS, conversation);
            return details.add(Said.of(reply));
        });
    }

    private static boolean isOk(String line) {
        return line.toUpperCase(Locale.ROOT).startsWith("+OK");
    }
}
