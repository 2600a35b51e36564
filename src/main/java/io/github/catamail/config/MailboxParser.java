package io.github.catamail.config;

import io.github.catamail.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the IMAP and POP3 servers that a resource may name beside its SMTP server. */
final class MailboxParser {
    private final Attributes attributes;
    private final TypedReader reader;

    MailboxParser(Attributes attributes, TypedReader reader) {
        this.attributes = attributes;
        this.reader = reader;
    }

    List<Mailbox> parse() {
        List<Mailbox> mailboxes = new ArrayList<>();
        for (String protocol : List.of("imap", "pop3")) {
            Written host = find(protocol, "host");
            Written port = find(protocol, "port");
            Written user = find(protocol, "user");
            Written password = find(protocol, "password");
            if (host != null) {
                Integer number = port == null ? null : reader.port(port);
                mailboxes.add(
                        new Mailbox(protocol, host.text(), number == null ? -1 : number, credentials(user, password)));
            }
        }
        return mailboxes;
    }

    /** Returns whether a user is written for reading mail only, so that a password may be meant for it alone. */
    boolean haveOwnUser() {
        return List.of("mail.imap.user", "mail.imaps.user", "mail.pop3.user", "mail.pop3s.user").stream()
                .anyMatch(attributes::has);
    }

    private @Nullable Written find(String protocol, String suffix) {
        Written plain = attributes.take("mail." + protocol + "." + suffix);
        Written secure = attributes.take("mail." + protocol + "s." + suffix);
        return secure != null ? secure : plain;
    }

    /** The user and password of the mailbox, each filled in from the ones of the resource. */
    private @Nullable Credentials credentials(@Nullable Written user, @Nullable Written password) {
        String name = user != null ? user.text() : reader.text(Setting.USER);
        Secret secret = password != null ? Secret.of(password.text()) : reader.secret(Setting.PASSWORD);
        return name == null || secret == null ? null : new Credentials(name, secret);
    }
}
