package io.github.catamail.smtp;

import io.github.catamail.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an OAuth2 token says of itself (RFC 7519), to tell why a server refuses it. No part of the token is kept, and its
 * signature is not even read: only some claims, which are no secret.
 *
 * @param claims the claims by name; empty where the token does not say anything that others than the server can read
 * @param now when it was looked at
 */
record TokenClaims(Map<String, List<String>> claims, Instant now) {
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_VALUES = 20;
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Ways to log in for which the password is a token. */
    private static final Set<String> MECHANISMS = Set.of("XOAUTH2", "OAUTHBEARER");

    /** Nothing else of a token is ever shown. */
    private static final Set<String> SHOWN =
            Set.of("aud", "scp", "scope", "roles", "appid", "azp", "upn", "preferred_username", "email", "iss", "exp");

    private static final Pattern MICROSOFT =
            Pattern.compile("https://(sts\\.windows\\.net|login\\.microsoftonline\\.\\w+)/.*");

    /** The mail service of Microsoft 365, by its addresses and by its number. */
    private static final Pattern EXCHANGE = Pattern.compile(
            "https://(outlook\\.office365\\.com|outlook\\.office\\.com|ps\\.outlook\\.com)/?|00000002-0000-0ff1-ce00-000000000000");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** What to check for a token of Microsoft that shows nothing that is wrong. */
    static final String CHECK_LIST =
            "check that 'user' is the address of the mailbox, that the service principal in Exchange has the object id of the"
                    + " enterprise application and not of the app registration, and that it may use the mailbox"
                    + " (Add-MailboxPermission)";

    /** Copies the claims that may be shown, and no more of each than a person reads. */
    TokenClaims {
        claims = claims.entrySet().stream()
                .filter(claim -> SHOWN.contains(claim.getKey()))
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        claim -> claim.getValue().stream()
                                .limit(MOST_VALUES)
                                .map(TokenClaims::shown)
                                .toList()));
    }

    /** Returns whether the password is a token where somebody logs in in this way. */
    static boolean isUsedBy(@Nullable String mechanism) {
        return mechanism != null && MECHANISMS.contains(mechanism.toUpperCase(Locale.ROOT));
    }

    /** Reads a token; one that only the server can read says nothing. */
    static TokenClaims of(Secret token, Instant now) {
        return new TokenClaims(payload(token.reveal()), now);
    }

    private static Map<String, List<String>> payload(String token) {
        String[] parts = token.strip().split("\\.", -1);
        if (token.length() > LONGEST_TOKEN || parts.length != 3) {
            return Map.of();
        }
        try {
            JsonMembers.read(decoded(parts[0]));
            return JsonMembers.read(decoded(parts[1]));
        } catch (IllegalArgumentException notOfThisKind) {
            return Map.of();
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String shown(String value) {
        String line = value.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").replace('"', '\'');
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "...";
    }

    /** Returns a sentence on what the token says, without a full stop; empty where it says nothing. */
    String text() {
        String said = Stream.of(
                        part("audience", "aud"),
                        part("scope", "scp", "scope"),
                        part("roles", "roles"),
                        part("app", "appid", "azp"),
                        part("user", "upn", "preferred_username", "email"),
                        part("issuer", "iss"),
                        expiry())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? "" : "The token in 'password' says: " + said;
    }

    /**
     * Returns what to do, without a full stop.
     *
     * @param user as whom somebody tried to log in
     * @param otherwise what to do where the token shows nothing that is wrong
     */
    String advice(@Nullable String user, String otherwise) {
        Instant end = end();
        if (end != null && !end.isAfter(now)) {
            return "the token in 'password' has expired: give a fresh one";
        }
        List<String> advice = new ArrayList<>();
        if (isOfMicrosoft()) {
            ofMicrosoft(advice);
        }
        String owner = first("upn", "preferred_username", "email");
        if (owner != null && user != null && !owner.equalsIgnoreCase(user)) {
            advice.add("the token is that of \"" + owner + "\" and not of 'user': set user=\"" + owner
                    + "\", or let them use the mailbox");
        }
        return advice.isEmpty() ? (isOfMicrosoft() ? CHECK_LIST : otherwise) : String.join(". Also, ", advice);
    }

    private void ofMicrosoft(List<String> advice) {
        List<String> audience = claims.getOrDefault("aud", List.of());
        if (audience.stream().noneMatch(one -> EXCHANGE.matcher(one).matches())) {
            advice.add(
                    "the token is for another service than mail: give one as 'password' that was asked for with the scope"
                            + " https://outlook.office365.com/.default");
            return;
        }
        String allowed = " " + String.join(" ", claims.getOrDefault("scp", List.of())) + " "
                + String.join(" ", claims.getOrDefault("roles", List.of())) + " ";
        if (!allowed.contains(" SMTP.Send ") && !allowed.contains(" SMTP.SendAsApp ")) {
            advice.add(
                    "the token does not allow to send: give the app the permission SMTP.SendAsApp, or SMTP.Send where a"
                            + " person signs in, and have an administrator consent to it");
        }
    }

    private boolean isOfMicrosoft() {
        String issuer = first("iss");
        return issuer != null && MICROSOFT.matcher(issuer).matches();
    }

    private String expiry() {
        Instant end = end();
        if (end == null) {
            return "";
        }
        long minutes = Duration.between(now, end).abs().toMinutes();
        return end.isAfter(now)
                ? "expires on " + TIME.format(end)
                : "expired on " + TIME.format(end)
                        + (minutes < 24 * 60 ? ", " + minutes + " min ago" : ", " + minutes / (24 * 60) + " days ago");
    }

    private @Nullable Instant end() {
        String seconds = first("exp");
        if (seconds == null || !seconds.matches("\\d{1,12}(\\.\\d+)?")) {
            return null;
        }
        long whole = Long.parseLong(seconds.replaceFirst("\\..*", ""));
        return whole > LAST_SECOND ? null : Instant.ofEpochSecond(whole);
    }

    private String part(String word, String... names) {
        for (String name : names) {
            List<String> values = claims.getOrDefault(name, List.of());
            if (!values.isEmpty()) {
                return word + " \"" + String.join(" ", values) + "\"";
            }
        }
        return "";
    }

    private @Nullable String first(String... names) {
        return Stream.of(names)
                .flatMap(name -> claims.getOrDefault(name, List.of()).stream())
                .findFirst()
                .orElse(null);
    }
}
