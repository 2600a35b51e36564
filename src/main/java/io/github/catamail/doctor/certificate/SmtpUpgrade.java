package io.github.catamail.doctor.certificate;

import io.github.catamail.config.Topic;
import io.github.catamail.smtp.HeloName;
import io.github.catamail.smtp.NameService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** STARTTLS of SMTP, RFC 3207. */
final class SmtpUpgrade implements Upgrade {
    private static final int TLS_PORT = 465;
    private static final String STARTTLS = "STARTTLS";

    @Override
    public void greeted(Conversation conversation, String line) throws FetchFailure {
        rest(conversation, line);
        if (!line.startsWith("220")) {
            throw Upgrade.unwelcome(line);
        }
    }

    @Override
    public void carryOut(Conversation conversation, Journal journal) throws FetchFailure {
        List<String> offered = journal.step("EHLO", details -> {
            conversation.send(
                    "EHLO " + HeloName.of(conversation.socket(), NameService.ofMachine(), conversation.readTimeout()));
            List<String> lines = rest(conversation, conversation.line());
            String last = lines.get(lines.size() - 1);
            if (!last.startsWith("250")) {
                throw new FetchFailure(
                        Topic.HELO_REFUSED,
                        "to EHLO the server said " + Said.quoted(last),
                        "Its words say why. Without EHLO there is no STARTTLS");
            }
            List<String> extensions = lines.stream()
                    .skip(1)
                    .map(line -> line.length() > 4 ? line.substring(4).strip() : "")
                    .toList();
            details.add("offers " + Said.of(String.join(" ", extensions)));
            return extensions;
        });
        journal.step(STARTTLS, details -> {
            if (offered.stream().noneMatch(line -> line.toUpperCase(Locale.ROOT).equals(STARTTLS))) {
                throw Upgrade.notOffered(STARTTLS, TLS_PORT, offered);
            }
            conversation.send(STARTTLS);
            List<String> lines = rest(conversation, conversation.line());
            String last = lines.get(lines.size() - 1);
            if (!last.startsWith("220")) {
                throw Upgrade.refused(STARTTLS, last);
            }
            Upgrade.refuseSurplus(STARTTLS, conversation);
            return details.add(Said.of(last));
        });
    }

    /** Reads the further lines of a reply: all but the last have a hyphen behind the code. */
    private static List<String> rest(Conversation conversation, String first) throws FetchFailure {
        List<String> lines = new ArrayList<>(List.of(first));
        while (lines.get(lines.size() - 1).matches("\\d\\d\\d-.*")) {
            lines.add(conversation.line());
        }
        return lines;
    }
}
