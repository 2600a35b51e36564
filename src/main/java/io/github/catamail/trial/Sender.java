package io.github.catamail.trial;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.MailSettings;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who mail of a test is from.
 *
 * @param address the address
 * @param why where it was found
 */
record Sender(InternetAddress address, String why) {
    /** Returns what a message of an application would have that says nothing of a sender, or what comes next to it. */
    static @Nullable Sender of(MailSettings settings, @Nullable InternetAddress recipient) {
        Credentials login = settings.authentication().credentials();
        Map<String, @Nullable String> candidates = new LinkedHashMap<>();
        candidates.put("'mail.smtp.from'", settings.properties().get("mail.smtp.from"));
        candidates.put("'from'", settings.from());
        candidates.put("'user'", login == null ? null : login.user());
        for (Map.Entry<String, @Nullable String> candidate : candidates.entrySet()) {
            InternetAddress address = address(candidate.getValue());
            if (address != null) {
                return new Sender(address, candidate.getKey());
            }
        }
        return recipient == null
                ? null
                : new Sender(recipient, "the recipient, as neither 'from' nor 'user' is an address");
    }

    /** Returns the address that a text is, or null. */
    static @Nullable InternetAddress address(@Nullable String text) {
        if (text == null || text.indexOf('@') < 0) {
            return null;
        }
        try {
            InternetAddress[] found = InternetAddress.parse(text, /* strict= */ true);
            if (found.length != 1) {
                return null;
            }
            found[0].validate();
            return found[0];
        } catch (AddressException none) {
            return null;
        }
    }
}
