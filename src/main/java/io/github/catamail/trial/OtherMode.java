package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Topic;
import org.jspecify.annotations.Nullable;

/** Finds out whether a server that could not be talked to speaks the other kind of TLS, and says which attribute to change. */
record OtherMode(Endpoint endpoint, boolean login) {
    /**
     * Returns what to try instead, or null where the failure has nothing to do with it.
     *
     * @param spokeSmtp whether the server has said anything that a mail server would say
     */
    @Nullable ConnectionSecurity instead(Part failed, Topic topic, boolean spokeSmtp) {
        boolean silent = topic == Topic.TIMEOUT || topic == Topic.WRONG_TLS_MODE;
        return switch (failed) {
            // Anything but a certificate or a version: those come from a server that does speak TLS.
            case IMPLICIT_TLS -> silent || topic == Topic.TLS_FAILED ? ConnectionSecurity.STARTTLS : null;
            case GREETING ->
                endpoint.security() != ConnectionSecurity.IMPLICIT_TLS
                                && !spokeSmtp
                                && (silent || topic == Topic.CONNECTION_CLOSED || topic == Topic.BAD_GREETING)
                        ? ConnectionSecurity.IMPLICIT_TLS
                        : null;
            default -> null;
        };
    }

    /** Returns what the probe shows and what to do about it, or null if it shows nothing. */
    @Nullable String advice(ConnectionSecurity tried, Probe.Result result) {
        String port = "port " + endpoint.port();
        if (tried == ConnectionSecurity.IMPLICIT_TLS) {
            // Another server than one for mail greets with something else, if it can be trusted at all.
            return result.speaksTls() ? port + " speaks TLS from the first byte: set tls=\"implicit\"" : null;
        }
        if (!result.greeted()) {
            return null;
        }
        return result.offersStarttls()
                ? port + " speaks SMTP first and offers STARTTLS: set tls=\"starttls\""
                : port + " speaks SMTP first and does not offer STARTTLS: use another port, such as 465 or 587; only if"
                        + " the network up to the server can be trusted, set tls=\"none\""
                        + (login ? ", which sends the password in clear" : "");
    }
}
