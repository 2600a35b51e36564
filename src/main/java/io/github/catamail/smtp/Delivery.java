package io.github.catamail.smtp;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.MessagingException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one message goes to a server in as few round trips as it allows, and what the server answers to which command. What the
 * answers mean is for Angus to say, which is given them as if it had asked.
 *
 * <p>As long as the server cannot have taken the message, a connection that turns out to be gone, or an extension that does not
 * work, is made up for on a new connection: once for each. After that, never.
 */
final class Delivery {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final Submission submission;
    private final Lender lender;
    private final Envelopes envelopes;
    private final boolean utf8;
    private final Script script = new Script();
    private Channel channel;
    private Envelope envelope;
    private @Nullable Exchange announced;
    private boolean renewed;
    private @Nullable Doubt doubt;

    /** Finds the envelope of the message for the server of another channel. */
    interface Envelopes {
        /** Returns it, or null if something is wrong with it. */
        @Nullable Envelope on(Channel other) throws MessagingException;
    }

    /**
     * Begins a message.
     *
     * @param envelopes is asked when the message goes on with another channel
     * @param envelope the envelope for the server of {@code channel}
     * @param utf8 whether commands may have letters beyond ASCII (RFC 6531)
     */
    Delivery(
            Submission submission,
            Lender lender,
            Channel channel,
            Envelopes envelopes,
            Envelope envelope,
            boolean utf8) {
        this.submission = submission;
        this.lender = lender;
        this.channel = channel;
        this.envelopes = envelopes;
        this.envelope = envelope;
        this.utf8 = utf8;
    }

    /** Returns the channel that is in use now. */
    Channel channel() {
        return channel;
    }

    /** Returns what Angus is to be told. */
    Script script() {
        return script;
    }

    /** Returns whether the text is to be collected, since it goes out with its envelope. */
    boolean isCollecting() {
        return envelope.isDecidedAsAWhole() && chunks();
    }

    private boolean chunks() {
        return usable(Extension.PIPELINING) && usable(Extension.CHUNKING);
    }

    private boolean usable(Extension extension) {
        return submission.settings().pipelining()
                && (doubt == null || doubt.extension() != extension)
                && channel.introduction().announces(extension.name())
                && !channel.record().isBroken(extension);
    }

    /** Says from whom and to whom, and DATA too where it is all the same who of them is refused. */
    void announce() throws MessagingException {
        script.add(sayEnvelope());
    }

    /**
     * Says DATA, if it has not been said. Where that takes another connection, the answers to the envelope are told once more: whoever
     * finds the envelope for it forgets them.
     */
    void askForText() throws MessagingException {
        if (!script.isEmpty()) {
            return;
        }
        boolean before = renewed;
        Answer answer = sayData();
        if (announced != null && renewed != before) {
            script.add(announced, envelope.commands().size());
        }
        script.add("DATA", answer);
    }

    private Exchange sayEnvelope() throws MessagingException {
        Exchange exchange = say(this::envelope);
        if (exchange.isDataAccepted()) {
            if (exchange.isAccepted()) {
                beginText();
            } else {
                sayNothing(exchange);
            }
        }
        announced = exchange;
        return exchange;
    }

    private Exchange envelope() {
        boolean together = usable(Extension.PIPELINING);
        List<String> commands = new ArrayList<>(envelope.commands());
        if (together && envelope.isUnconditional()) {
            commands.add("DATA");
        }
        return Exchange.of(channel, commands, utf8, together, readTimeout());
    }

    private Answer sayData() throws MessagingException {
        Exchange before = announced;
        Exchange data = data();
        if (data.isBrokenOff() && isRenewable() && before != null) {
            renew();
            Exchange again = sayEnvelope();
            if (!again.agreesWith(before)) {
                announced = before;
                return data.last();
            }
            data = again.isDataAccepted() ? again : data();
        }
        if (data.last().code() == 354) {
            beginText();
        } else if (data.last().isPositive()) {
            // That is no answer to DATA, which may still come.
            channel.abort();
        }
        return data.last();
    }

    /**
     * The server waits for the text. If it had not come as far as that with an extension, the extension does not work there.
     */
    private void beginText() {
        channel.beginText();
        Doubt settled = doubt;
        if (settled != null && channel.record().refute(settled.extension())) {
            LOG.log(Level.WARNING, settled.warning(submission.settings().resource(), channel.endpoint()));
        }
    }

    private Exchange data() {
        return Exchange.of(channel, List.of("DATA"), utf8, /* together= */ false, readTimeout());
    }

    /** DATA was accepted though nobody was (RFC 2920, 3.1): an empty text, which goes to nobody, ends it. */
    private void sayNothing(Exchange exchange) {
        if (exchange.hasRecipient()) {
            channel.abort();
        } else if (Exchange.of(channel, List.of("."), utf8, /* together= */ false, readTimeout())
                .isBrokenOff()) {
            channel.spoil();
        }
    }

    /** Sends the collected text, with its envelope. */
    void deliver(CollectedText text) throws MessagingException {
        Chunks chunks = new Chunks(channel, text, utf8, submission.settings().timeouts());
        if (isToGoAtOnce()) {
            Exchange whole = chunks.sayAll(envelope);
            if (whole.isBrokenOff()) {
                channel.record().forget();
            }
            if (!Chunks.isCertainlyRefused(whole) || !isRenewable()) {
                Chunks.conclude(whole, channel, script);
                return;
            }
            renew();
        }
        deliverInSteps(text);
    }

    /** Whether envelope and text go in one piece: if the connection turns out to be gone then, the outcome is unknown. */
    private boolean isToGoAtOnce() {
        return envelope.commands().size() == 2
                && chunks()
                && channel.isProven(Extension.CHUNKING)
                && channel.record().hasReached(channel.messages())
                && channel.isJustHeard();
    }

    private void deliverInSteps(CollectedText text) throws MessagingException {
        Exchange exchange = say(() -> {
            boolean chunking = chunks() && text.firstLine() > 0;
            return chunking ? chunks(text).sayFirst(envelope) : envelope();
        });
        Stage reached = exchange.lastStage();
        script.add(exchange, envelope.commands().size());
        if (!exchange.isAcceptedByAll()) {
            if (reached == Stage.CHUNK
                    && !exchange.last().isPositive()
                    && !exchange.last().isRefusalOfKnown()) {
                // A server that does not know BDAT takes the line for a command.
                channel.spoil();
            } else if (exchange.isDataAccepted()) {
                sayNothing(exchange);
            }
        } else if (reached == Stage.CHUNK && exchange.last().code() != 250) {
            channel.spoil();
            script.refuse(exchange.last());
        } else if (reached == Stage.CHUNK || (chunks() && text.firstLine() > 0)) {
            channel.prove(Extension.CHUNKING);
            channel.record().prove(Extension.CHUNKING);
            Answer toRecipient = exchange.answer(envelope.commands().size() - 1);
            if (chunks(text)
                    .sayLast(reached == Stage.CHUNK ? text.firstLine() : 0, script)
                    .isLike(toRecipient)) {
                // Where all answers look alike, it takes that to DATA to tell which one is for the message.
                channel.record().refute(Extension.CHUNKING);
            }
        } else {
            announced = exchange;
            Answer leave = exchange.lastStage() == Stage.DATA ? exchange.last() : sayData();
            if (exchange.isDataAccepted()) {
                beginText();
            }
            chunks(text).sayStuffed(leave, script);
        }
    }

    private Chunks chunks(CollectedText text) {
        return new Chunks(channel, text, utf8, submission.settings().timeouts());
    }

    private interface Saying {
        Exchange say();
    }

    /** Says something that does not complete a message, on another connection if this one is gone. */
    private Exchange say(Saying saying) throws MessagingException {
        if (channel.hasPending() && !renewed) {
            renew();
        }
        while (true) {
            Exchange exchange = saying.say();
            if (exchange.isBrokenOff() && isRenewable()) {
                channel.record().ended(channel.messages());
                renew();
                continue;
            }
            Doubt reason = channel.isProven(Extension.PIPELINING) ? null : Doubt.of(exchange, channel);
            if (reason == null) {
                learnFrom(exchange);
                return exchange;
            }
            if (doubt != null || !goWithout(reason)) {
                return exchange;
            }
        }
    }

    private void learnFrom(Exchange exchange) {
        if (exchange.isComplete()) {
            channel.record().reach(channel.messages());
        }
        if (exchange.isTogether() && exchange.isComplete()) {
            channel.prove(Extension.PIPELINING);
            channel.record().prove(Extension.PIPELINING);
        }
    }

    private boolean isRenewable() {
        return !renewed && !channel.isFresh();
    }

    private void renew() throws MessagingException {
        renewed = true;
        use(lender.replace(channel));
    }

    private void use(Channel other) throws MessagingException {
        submission.traffic().retried();
        channel = other;
        channel.beginMessage();
        Envelope anew = envelopes.on(channel);
        if (anew != null) {
            envelope = anew;
        }
    }

    /** Begins again without an extension; returns whether there is a connection for that. */
    private boolean goWithout(Doubt reason) {
        try {
            use(lender.replace(channel));
            doubt = reason;
            return true;
        } catch (MessagingException noConnection) {
            // What was first is what has to be explained.
            LOG.log(Level.DEBUG, submission.settings().resource() + ": no second connection", noConnection);
            channel.abort();
            return false;
        }
    }

    private Duration readTimeout() {
        return submission.settings().timeouts().read();
    }
}
