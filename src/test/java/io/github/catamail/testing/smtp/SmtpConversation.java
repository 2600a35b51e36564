package io.github.catamail.testing.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One connection of a submission server (RFC 5321, RFC 6409). */
final class SmtpConversation {
    /** RFC 4954, 4: a response of AUTH may have 12288 octets. */
    static final int MAXIMUM_LINE = 12288;

    private static final Pattern BDAT = Pattern.compile("(?i)([0-9]{1,18})( LAST)?");
    private static final Set<String> ALLOWED_BEFORE_TLS = Set.of("EHLO", "HELO", "NOOP", "STARTTLS", "RSET", "QUIT");
    private static final Set<String> NEEDING_LOGIN = Set.of("MAIL", "RCPT", "DATA", "BDAT", "VRFY");
    private static final Reply OK = Reply.lines("250 2.0.0 Ok");

    private final SinkOptions options;
    private final Ledger ledger;
    private final Wire wire;
    private final int connection;

    private String line = "";
    private String clientName = "";
    private boolean extended;
    private boolean refused;
    private @Nullable TlsFacts tls;
    private @Nullable AuthAttempt login;
    private MailTransaction transaction = new MailTransaction();
    private int accepted;

    SmtpConversation(SinkOptions options, Ledger ledger, Wire wire, int connection) {
        this.options = options;
        this.ledger = ledger;
        this.wire = wire;
        this.connection = connection;
    }

    void run() throws IOException {
        if (!reached(Stage.CONNECT) || (options.tls().mode() == TlsOptions.Mode.IMPLICIT && !handshake())) {
            return;
        }
        if (reached(Stage.GREETING)) {
            refused = !answer(Stage.GREETING, options.greeting());
        }
        while (wire.isOpen() && (transaction.sender() != null || reached(Stage.IDLE))) {
            String received = wire.readLine(MAXIMUM_LINE);
            line = received.stripTrailing();
            int blank = line.indexOf(' ');
            String verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
            String argument = blank < 0 ? "" : line.substring(blank + 1);
            if (verb.equals("AUTH")) {
                line = line.replaceFirst("(?i)^(AUTH +[^ ]+ +).+", "$1***");
            }
            ledger.add(new Command(connection, wire.turn(), line));
            if (received.endsWith("\r\n")) {
                obey(verb, argument);
            } else {
                answer(Stage.OTHER, Reply.lines("500 5.5.2 A line ends with CR LF, this one with a bare LF"));
            }
        }
    }

    private void obey(String verb, String argument) throws IOException {
        switch (verb) {
            case "EHLO", "HELO" -> hello(verb.equals("EHLO"), argument);
            case "STARTTLS" -> starttls(argument);
            case "AUTH" -> auth(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> data(argument);
            case "BDAT" -> chunk(argument);
            case "RSET" -> reset();
            case "NOOP" -> step(Stage.NOOP, refusal(verb).orElse(OK));
            case "QUIT" -> step(Stage.QUIT, Reply.lines("221 2.0.0 Bye"));
            case "VRFY" -> step(Stage.OTHER, refusal(verb).orElse(Reply.lines("252 2.5.0 Send some mail and see")));
            default -> step(Stage.OTHER, Reply.lines("500 5.5.2 Command not recognized"));
        }
    }

    /** Returns the reply to a command that may not be given at this point. */
    private Optional<Reply> refusal(String verb) {
        if (refused) {
            return Optional.of(Reply.lines("503 5.5.1 No service here, say QUIT"));
        }
        if (options.tls().required() && tls == null && !ALLOWED_BEFORE_TLS.contains(verb)) {
            return Optional.of(Reply.lines("530 5.7.0 Must issue a STARTTLS command first"));
        }
        if (options.auth().required() && login == null && NEEDING_LOGIN.contains(verb)) {
            return Optional.of(Reply.lines("530 5.7.0 Authentication required"));
        }
        if (clientName.isEmpty() && (NEEDING_LOGIN.contains(verb) || verb.equals("AUTH"))) {
            return Optional.of(Reply.lines("503 5.5.1 Say EHLO first"));
        }
        if (transaction.isChunked() && !Set.of("BDAT", "RSET", "NOOP", "QUIT").contains(verb)) {
            return Optional.of(Reply.lines("503 5.5.1 BDAT is under way"));
        }
        return Optional.empty();
    }

    private void hello(boolean ehlo, String argument) throws IOException {
        Reply usual = refusal("EHLO").orElseGet(() -> greet(ehlo, argument));
        if (step(Stage.EHLO, usual)) {
            clientName = argument;
            extended = ehlo;
            transaction = new MailTransaction();
        }
    }

    private Reply greet(boolean ehlo, String argument) {
        if (argument.isEmpty() || argument.contains(" ")) {
            return Reply.lines("501 5.5.4 The name of the client is needed");
        }
        return Reply.of(250, offer().texts(ehlo));
    }

    private Offer offer() {
        return new Offer(options, tls != null);
    }

    private void starttls(String argument) throws IOException {
        Reply usual = refusal("STARTTLS").orElseGet(() -> {
            if (options.tls().mode() != TlsOptions.Mode.STARTTLS) {
                return Reply.lines("502 5.5.1 STARTTLS is not offered");
            }
            if (tls != null) {
                return Reply.lines("503 5.5.1 TLS is active already");
            }
            return argument.isEmpty()
                    ? Reply.lines("220 2.0.0 Ready to start TLS")
                    : Reply.lines("501 5.5.4 STARTTLS takes no argument");
        });
        if (step(Stage.STARTTLS, usual) && wire.isOpen() && handshake()) {
            // RFC 3207, 4.2: what was learned in clear is forgotten.
            clientName = "";
            extended = false;
            login = null;
            transaction = new MailTransaction();
        }
    }

    private boolean handshake() throws IOException {
        wire.flush();
        SSLContext context = options.tls().context();
        if (!reached(Stage.TLS_HANDSHAKE) || context == null) {
            return false;
        }
        tls = new Handshake(options.tls(), context).carryOut(wire, ledger);
        return tls != null;
    }

    private void auth(String argument) throws IOException {
        if (!reached(Stage.AUTH)) {
            return;
        }
        Optional<Reply> refusal = refusal("AUTH").or(this::authRefusal);
        if (refusal.isPresent()) {
            answer(Stage.AUTH, refusal.get());
            return;
        }
        String[] words = argument.split(" +", 2);
        AuthExchange.Outcome outcome = new AuthExchange(options.auth(), connection, wire, ledger)
                .run(words[0], words.length > 1 ? words[1] : null);
        AuthAttempt attempt = outcome.attempt();
        if (attempt != null) {
            ledger.add(attempt);
        }
        if (answer(Stage.AUTH, outcome.reply())) {
            login = attempt;
        }
    }

    private Optional<Reply> authRefusal() {
        if (options.auth().mechanisms().isEmpty()) {
            return Optional.of(Reply.lines("502 5.5.1 AUTH is not offered"));
        }
        if (offer().needsTlsForAuth()) {
            return Optional.of(Reply.lines("538 5.7.11 Encryption required for requested authentication mechanism"));
        }
        if (login != null || transaction.sender() != null) {
            return Optional.of(Reply.lines("503 5.5.1 Not now"));
        }
        return Optional.empty();
    }

    private void mail(String argument) throws IOException {
        Optional<EnvelopePath> path = EnvelopePath.parse("FROM", argument);
        if (step(Stage.MAIL, refusal("MAIL").orElseGet(() -> judgeSender(path)))) {
            transaction.begin(path.orElseThrow());
        }
    }

    private Reply judgeSender(Optional<EnvelopePath> path) {
        if (transaction.sender() != null) {
            return Reply.lines("503 5.5.1 There is a sender already");
        }
        return new EnvelopeRules(options, extended, offer().hasAuth()).judgeSender(path);
    }

    private void recipient(String argument) throws IOException {
        Optional<EnvelopePath> path = EnvelopePath.parse("TO", argument);
        if (step(Stage.RCPT, refusal("RCPT").orElseGet(() -> judgeRecipient(path)))) {
            transaction.recipients().add(path.orElseThrow());
        }
    }

    private Reply judgeRecipient(Optional<EnvelopePath> path) {
        EnvelopePath sender = transaction.sender();
        if (sender == null) {
            return Reply.lines("503 5.5.1 MAIL comes first");
        }
        return new EnvelopeRules(options, extended, offer().hasAuth()).judgeRecipient(sender, path);
    }

    private void data(String argument) throws IOException {
        Reply usual = refusal("DATA")
                .or(this::missingEnvelope)
                .orElseGet(() -> argument.isEmpty()
                        ? Reply.lines("354 End data with <CR><LF>.<CR><LF>")
                        : Reply.lines("501 5.5.4 DATA takes no argument"));
        if (step(Stage.DATA, usual) && reached(Stage.CONTENT)) {
            transaction.readLines(wire);
            finish();
        }
    }

    private Optional<Reply> missingEnvelope() {
        if (transaction.sender() == null) {
            return Optional.of(Reply.lines("503 5.5.1 MAIL comes first"));
        }
        return transaction.recipients().isEmpty()
                ? Optional.of(Reply.lines("554 5.5.1 No valid recipients"))
                : Optional.empty();
    }

    private void chunk(String argument) throws IOException {
        Matcher form = BDAT.matcher(argument);
        if (!options.offers("CHUNKING") || !form.matches()) {
            // How much is to follow is not known, so that there is no going on.
            step(Stage.OTHER, Reply.lines("500 5.5.2 Command not recognized"));
            return;
        }
        Optional<Reply> refusal = refusal("BDAT").or(this::missingEnvelope);
        if (!reached(Stage.CONTENT)) {
            return;
        }
        // The octets come whether the command is refused or not (RFC 3030, 2).
        transaction.readChunk(wire, Long.parseLong(form.group(1)));
        if (refusal.isPresent() || transaction.hasFailed()) {
            transaction.fail();
            step(Stage.OTHER, refusal.orElse(Reply.lines("503 5.5.1 A chunk before was refused")));
        } else if (form.group(2) != null) {
            finish();
        } else if (!step(Stage.DATA, Reply.lines("250 2.0.0 " + form.group(1) + " octets received"))) {
            transaction.fail();
        }
    }

    private void finish() throws IOException {
        MailTransaction finished = transaction;
        transaction = new MailTransaction();
        if (!reached(Stage.FINAL_DOT)) {
            return;
        }
        byte[] content = finished.content();
        Reply usual = content.length > options.maximumSize()
                ? Reply.lines("552 5.3.4 The message is larger than " + options.maximumSize() + " octets")
                : Reply.lines("250 2.0.0 Ok: queued as " + connection + "-" + (accepted + 1));
        Reply reply = options.quirk().reply(moment(Stage.FINAL_DOT), usual);
        if (reply.isPositive()) {
            // Before the reply: a client that was told "accepted" finds the message here.
            accepted++;
            ledger.add(new ReceivedMail(
                    connection,
                    clientName,
                    Objects.requireNonNull(finished.sender()),
                    List.copyOf(finished.recipients()),
                    new String(content, StandardCharsets.ISO_8859_1),
                    tls,
                    login));
            if (!reached(Stage.STORED)) {
                return;
            }
        }
        send(reply);
    }

    private void reset() throws IOException {
        if (step(Stage.RSET, refusal("RSET").orElse(OK))) {
            transaction = new MailTransaction();
        }
    }

    private Moment moment(Stage stage) {
        return new Moment(stage, line, connection, accepted, ledger.stored(), wire);
    }

    private boolean reached(Stage stage) throws IOException {
        options.quirk().reached(moment(stage));
        return wire.isOpen();
    }

    private boolean step(Stage stage, Reply usual) throws IOException {
        return reached(stage) && answer(stage, usual);
    }

    private boolean answer(Stage stage, Reply usual) throws IOException {
        return send(options.quirk().reply(moment(stage), usual));
    }

    private boolean send(Reply reply) throws IOException {
        wire.write(reply.text());
        if (reply.code() == 421 || reply.code() == 221) {
            wire.close();
        }
        return reply.isPositive();
    }
}
