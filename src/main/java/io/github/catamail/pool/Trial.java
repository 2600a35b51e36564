package io.github.catamail.pool;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.smtp.ChannelOpener;
import io.github.catamail.smtp.Submission;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.StringJoiner;

/** Tries the servers of a resource out, without sending anything. */
final class Trial {
    private Trial() {}

    /** Connects to each server, logs in and ends again; returns what happened in words, a line for each. */
    static String of(Submission submission, ChannelOpener opener) {
        StringJoiner told = new StringJoiner("\n");
        for (Endpoint endpoint : submission.settings().endpoints()) {
            try {
                told.add(of(submission, opener, endpoint));
            } catch (AuthenticationFailedException refused) {
                // Each further try would count as one more failed login of the same account.
                return told.add(refused.getMessage()).toString();
            } catch (MessagingException failure) {
                told.add(failure.getMessage());
            }
        }
        return told.toString();
    }

    private static String of(Submission submission, ChannelOpener opener, Endpoint endpoint) throws MessagingException {
        long begin = submission.ticker().nanos();
        Credentials credentials = submission.settings().authentication().credentials();
        opener.open(endpoint, credentials).quit();
        long millis = Duration.ofNanos(submission.ticker().nanos() - begin).toMillis();
        return submission.settings().resource() + ": connected to " + endpoint + " in " + millis + " ms"
                + (credentials == null ? "" : ", and logged in");
    }
}
