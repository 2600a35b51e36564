package io.github.catamail.config;

import io.github.catamail.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the IMAP and POP3 servers that a resource may name beside its SMTP server. All but the passwords is passed on to
 * Jakarta Mail as it stands, too.
 */
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
            if (host == null && isStore(protocol)) {
                // As in Jakarta Mail: one server for everything.
                host = attributes.peek("mail.host");
            }
            if (host != null) {
                Written port = find(protocol, "port");
                Integer number = port == null ? null : reader.port(port);
                mailboxes.add(new Mailbox(protocol, host.text(), number == null ? -1 : number, credentials(protocol)));
            }
        }
        return mailboxes;
    }

    /** Returns whether a user is written for reading mail only, so that a password may be meant for it alone. */
    boolean haveOwnUser() {
        return find("imap", "user") != null || find("pop3", "user") != null;
    }

    private boolean isStore(String protocol) {
        Written store = attributes.peek("mail.store.protocol");
        return store != null
                && (store.text().equalsIgnoreCase(protocol) || store.text().equalsIgnoreCase(protocol + "s"));
    }

    private @Nullable Written find(String protocol, String suffix) {
        Written secure = attributes.peek("mail." + protocol + "s." + suffix);
        return secure != null ? secure : attributes.peek("mail." + protocol + "." + suffix);
    }

    /** The user and password of the mailbox, each filled in from the ones of the resource. */
    private @Nullable Credentials credentials(String protocol) {
        Written plain = attributes.take("mail." + protocol + ".password");
        Written secure = attributes.take("mail." + protocol + "s.password");
        Written password = secure != null ? secure : plain;
        Written user = find(protocol, "user");
        String name = user != null ? user.text() : reader.text(Setting.USER);
        Secret secret = password != null ? Secret.of(password.text()) : reader.secret(Setting.PASSWORD);
        return name == null || secret == null ? null : new Credentials(name, secret);
    }
}
