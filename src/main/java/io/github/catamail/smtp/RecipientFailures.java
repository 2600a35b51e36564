package io.github.catamail.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Explains that the server took the message for none, or not for all, of its recipients. */
final class RecipientFailures {
    private RecipientFailures() {}

    /** One or more recipients were refused, and so the message was sent to nobody, or only to the others. */
    static Explanation explain(Attempt attempt, SendFailedException failure) {
        List<SMTPAddressFailedException> refused = refused(failure);
        String list = refused.stream()
                .map(one -> one.getAddress() + " (\"" + replyTo(one).replaceAll("\\p{Cntrl}+", " ") + "\")")
                .collect(Collectors.joining(", "));
        ReplyAdvice advice =
                refused.isEmpty() ? ReplyAdvice.RECIPIENT : ReplyAdvice.of(Stage.RCPT, replyTo(refused.get(0)));
        Address[] sent = failure.getValidSentAddresses();
        String outcome = sent == null || sent.length == 0
                ? "The message was sent to nobody"
                : "The message was sent to "
                        + Arrays.stream(sent).map(Object::toString).collect(Collectors.joining(", "))
                        + ": do not send it to them again";
        return new Explanation(
                advice.topic(),
                attempt.tried("recipients were refused by") + ": " + list,
                ". " + outcome + ". ",
                ReplyFailures.capital(advice.adviceFor(attempt)));
    }

    /** Returns the addresses that were refused, in their order. */
    static List<SMTPAddressFailedException> refused(SendFailedException failure) {
        List<SMTPAddressFailedException> refused = new ArrayList<>();
        for (Exception next = failure;
                next != null;
                next = next instanceof MessagingException m ? m.getNextException() : null) {
            if (next instanceof SMTPAddressFailedException address) {
                refused.add(address);
            }
        }
        return refused;
    }

    private static String replyTo(SMTPAddressFailedException refused) {
        return Attempt.cut(String.valueOf(refused.getMessage()).strip());
    }
}
