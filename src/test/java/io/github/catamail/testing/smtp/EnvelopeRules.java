package io.github.catamail.testing.smtp;

import java.util.Map;
import java.util.Optional;

/** What the server takes as senders and recipients: an extension that it did not announce must not be used. */
record EnvelopeRules(SinkOptions options, boolean extended, boolean offersAuth) {
    private static final Reply SYNTAX = Reply.lines("501 5.5.4 Syntax error in the address or its parameters");

    Reply judgeSender(Optional<EnvelopePath> parsed) {
        if (parsed.isEmpty()) {
            return SYNTAX;
        }
        EnvelopePath path = parsed.get();
        for (Map.Entry<String, String> parameter : path.parameters().entrySet()) {
            if (!extended || !takesFromSender(parameter.getKey(), parameter.getValue())) {
                return Reply.lines("555 5.5.4 Unsupported option: " + parameter.getKey());
            }
        }
        String size = path.parameters().getOrDefault("SIZE", "0");
        if (!size.matches("[0-9]{1,18}")) {
            return SYNTAX;
        }
        if (Long.parseLong(size) > options.maximumSize()) {
            return Reply.lines("552 5.3.4 The message is larger than " + options.maximumSize() + " octets");
        }
        if (!path.isAscii() && !path.parameters().containsKey("SMTPUTF8")) {
            return Reply.lines("550 5.6.7 A non-ASCII sender needs SMTPUTF8");
        }
        return Rejection.first(options.senders(), path.address()).orElse(Reply.lines("250 2.1.0 Ok"));
    }

    Reply judgeRecipient(EnvelopePath sender, Optional<EnvelopePath> parsed) {
        if (parsed.isEmpty() || parsed.get().address().isEmpty()) {
            return SYNTAX;
        }
        EnvelopePath path = parsed.get();
        for (String parameter : path.parameters().keySet()) {
            if (!extended || !takesFromRecipient(parameter)) {
                return Reply.lines("555 5.5.4 Unsupported option: " + parameter);
            }
        }
        if (!path.isAscii() && !sender.parameters().containsKey("SMTPUTF8")) {
            return Reply.lines("553 5.6.7 A non-ASCII recipient needs SMTPUTF8");
        }
        return Rejection.first(options.recipients(), path.address()).orElse(Reply.lines("250 2.1.5 Ok"));
    }

    private boolean takesFromSender(String parameter, String value) {
        return switch (parameter) {
            case "SIZE", "SMTPUTF8", "REQUIRETLS" -> options.offers(parameter);
            case "BODY" ->
                value.equalsIgnoreCase("BINARYMIME")
                        ? options.offers("BINARYMIME")
                        : options.offers("8BITMIME") && value.matches("(?i)7BIT|8BITMIME");
            case "RET", "ENVID" -> options.offers("DSN");
            case "AUTH" -> offersAuth;
            default -> false;
        };
    }

    private boolean takesFromRecipient(String parameter) {
        return (parameter.equals("NOTIFY") || parameter.equals("ORCPT")) && options.offers("DSN");
    }
}
