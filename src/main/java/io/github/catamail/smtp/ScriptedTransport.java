package io.github.catamail.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.MailEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.EventListener;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Angus' transport, for which others say much of what it says: then it is told what the server answered. The rest is said for it
 * here.
 */
abstract class ScriptedTransport extends AdoptingTransport {
    private final Events events = new Events();
    private @Nullable Answer answer;
    private boolean reset;

    ScriptedTransport(Session session, URLName url, Submission submission) {
        super(session, url, submission);
    }

    /** Returns what Angus is to be told of commands that have been said for it. */
    abstract Script script();

    /**
     * Takes note of what the server has answered, if it has accepted the message for everybody: Angus, which has found out before
     * what it would say, would come to nothing else. Returns false if it has to be told.
     */
    final boolean conclude() {
        Channel open = channel();
        if (open == null || isTraced() || getReportSuccess()) {
            return false;
        }
        List<Script.Line> told = script().takeAcceptance();
        if (told.isEmpty()) {
            return false;
        }
        asked();
        for (Script.Line line : told) {
            enter(line, open);
            Reply reply = line.answer().reply();
            if (reply != null && !line.answer().isPretended()) {
                open.dialogue().answered(reply.text());
                heard(reply);
            }
        }
        return true;
    }

    private static void enter(Script.Line said, Channel open) {
        open.dialogue().expect(said.command());
        open.dialogue().enter(said.stage());
    }

    @Override
    protected final void sendCommand(String command) throws MessagingException {
        Channel open = channel();
        if (isRehearsing() || isAdopting()) {
            super.sendCommand(command);
            return;
        }
        answer = null;
        if (open == null) {
            if (!command.equals("QUIT")) {
                // It is not connected, and says so.
                super.sendCommand(command);
            }
            return;
        }
        attach();
        Script.Line said = script().next(command);
        if (said == null) {
            say(command, open);
            return;
        }
        enter(said, open);
        answer = said.answer();
        if (!said.answer().isPretended()) {
            super.sendCommand(command);
        }
    }

    /** Says a command to the server. */
    private void say(String command, Channel open) throws MessagingException {
        CommandLetters.require(command, isUtf8(open), submission().settings().resource());
        boolean dot = command.equals(".") && open.isInText();
        if (!open.isOpen() || (open.isInText() && !dot)) {
            // To say anything in the middle of a text would add to it.
            open.abort();
            open.dialogue().beAside(true);
            answer = Answer.END_OF_STREAM;
            return;
        }
        open.dialogue().command(command, /* challenged= */ false);
        reset = command.equals("RSET");
        try {
            if (dot) {
                open.owe();
                super.sendCommand(command);
                letThrough(null);
                open.endText();
            } else {
                // Angus looks whether it is a command at all, and traces it; nothing of that reaches the server.
                super.sendCommand(command);
                open.write(command, isUtf8(open));
                open.flush();
            }
        } catch (IOException broken) {
            open.spoil();
            throw new MessagingException("Can't send command to SMTP host", broken);
        }
        if (!dot && !isHarmless(command)) {
            open.useUp();
        }
    }

    /** Commands of the application's own may leave the connection in a state that the next one does not expect. */
    private boolean isHarmless(String command) {
        return switch (Stage.of(command)) {
            case MAIL, RCPT, DATA -> isDelivering();
            default -> command.equals("RSET") || command.equals("NOOP") || command.equals("QUIT");
        };
    }

    /** Returns whether it is a message that commands are said for, and not the application. */
    abstract boolean isDelivering();

    /** Finds out what Angus would say of the envelope of the present message on a channel. */
    final Recording rehearse(Address[] recipients, Channel open) throws MessagingException {
        return record(
                recipients, new Recording(isUtf8(open), submission().settings().resource()));
    }

    @Override
    protected final int readServerResponse() throws MessagingException {
        if (isRehearsing() || isAdopting()) {
            return super.readServerResponse();
        }
        Answer ready = answer;
        answer = null;
        Channel open = channel();
        if (open == null) {
            // To QUIT, which the server is told later or never.
            return 221;
        }
        if (ready != null && ready.isPretended()) {
            return 354;
        }
        if (ready == null) {
            ready = open.read(timeout(open));
            settle(open, ready);
        }
        if (ready.reply() != null || ready.failure() == null) {
            open.dialogue()
                    .answered(ready.reply() == null ? "[EOF]" : ready.reply().text());
        }
        return hear(ready);
    }

    private Duration timeout(Channel open) {
        return open.dialogue().isAside()
                ? submission().settings().timeouts().read()
                : open.dialogue().replyTimeout();
    }

    /** After the answer to the dot, or a reset, there is no message under way. */
    private void settle(Channel open, Answer given) {
        boolean over = reset || (!open.dialogue().isAside() && open.dialogue().stage() == Stage.FINAL_DOT);
        if (over && given.isPositive()) {
            open.endTransaction();
        }
    }

    @Override
    protected void queueEvent(MailEvent event, Vector<? extends EventListener> listeners) {
        Object executor = session.getProperties().get("mail.event.executor");
        events.tell(event, List.copyOf(listeners), executor instanceof Executor wanted ? wanted : null);
    }

    /** Does nothing. Angus closes the connection here, which is not its own. */
    @Override
    @SuppressWarnings({"removal", "deprecation", "Finalize"}) // the method is Angus'
    protected void finalize() {}
}
