package io.github.catamail.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the raw attributes of a resource into {@link MailSettings}, with everything that is wrong collected.
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class SettingsParser {
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** RFC 5321 section 4.1.3: a domain, or an address literal in brackets. */
    private static final Pattern HELO_NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\\.?"
                    + "|\\[(\\d{1,3}(\\.\\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]+)]");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z0-9_.:-]+}");

    private SettingsParser() {}

    /**
     * Parses the attributes of one resource.
     *
     * @param raw names and texts as written, those of {@code <Resource>} itself (name, type, auth ...) may be among them
     * @param base the directory that relative file names are resolved against
     * @param strictByDefault whether an unknown attribute is an error where {@code strict} is not written
     * @param problems collects what is wrong
     * @return the settings, or null if there is an error among the problems
     */
    public static @Nullable MailSettings parse(
            Map<String, String> raw, Path base, boolean strictByDefault, Problems problems) {
        MailSettings settings = read(raw, base, strictByDefault, problems);
        return problems.hasErrors() ? null : settings;
    }

    /**
     * The same, but returns what could be read in spite of errors, so that the rest of the resource, such as its files, can
     * be checked too. No session may be made of it where there are errors.
     */
    public static MailSettings read(Map<String, String> raw, Path base, boolean strictByDefault, Problems problems) {
        Attributes attributes = new Attributes(raw, problems);
        warnOfVariables(raw, problems);
        TypedReader reader = new TypedReader(attributes, problems);
        Provider provider = provider(reader);
        if (provider != null) {
            attributes.preset(provider);
        }
        MailboxParser mailboxes = new MailboxParser(attributes, reader);
        List<Mailbox> readFrom = mailboxes.parse();
        AuthenticationSettings authentication =
                new AuthenticationParser(attributes, reader, problems).parse(mailboxes.haveOwnUser());
        boolean strict = reader.bool(Setting.STRICT, strictByDefault);
        EndpointParser.Missing whenMissing = !readFrom.isEmpty()
                ? EndpointParser.Missing.NOTHING
                : strict || provider != null ? EndpointParser.Missing.ERROR : EndpointParser.Missing.LOCALHOST;
        List<Endpoint> endpoints = new EndpointParser(attributes, reader, problems)
                .parse(authentication.credentials() != null, whenMissing);
        TlsSettings tls = new TlsParser(attributes, reader, problems, base).parse(endpoints, !readFrom.isEmpty());
        return new MailSettings(
                problems.resource(),
                endpoints,
                readFrom,
                transportProtocol(attributes, problems),
                reader.text(Setting.FROM),
                authentication,
                tls,
                timeouts(reader),
                new RouteParser(attributes, reader).parse(),
                heloName(attributes, reader, problems),
                new PoolParser(attributes, reader, problems).parse(),
                hostOrder(attributes, reader, problems, endpoints),
                new PartialParser(attributes, reader, problems).parse(),
                reader.bool(Setting.PIPELINING, true),
                debug(attributes, reader),
                StartValidation.valueOf(Objects.requireNonNullElse(reader.choice(Setting.VALIDATE_ON_START), "off")
                        .toUpperCase(Locale.ROOT)),
                new PropertyParser(attributes, reader, problems).parse(strict));
    }

    /** Tomcat leaves a variable as it stands where it has no value for it, and says nothing. */
    private static void warnOfVariables(Map<String, String> raw, Problems problems) {
        raw.forEach((name, text) -> {
            Matcher variable = VARIABLE.matcher(text);
            if (variable.find()) {
                problems.warning(
                        Topic.BAD_VALUE,
                        "'" + name + "' contains " + (Setting.isSecret(name) ? "${...}" : variable.group())
                                + ", for which Tomcat has no value: set that property, or write the value itself");
            }
        });
    }

    private static @Nullable Provider provider(TypedReader reader) {
        String word = reader.choice(Setting.PROVIDER);
        return word == null ? null : Provider.of(word);
    }

    private static String transportProtocol(Attributes attributes, Problems problems) {
        if (attributes.transportIsSmtps()) {
            return "smtps";
        }
        for (String name : List.of("mail.transport.protocol", "mail.transport.protocol.rfc822")) {
            Written protocol = attributes.take(name);
            if (protocol != null && !protocol.text().equalsIgnoreCase("smtp")) {
                problems.warning(
                        Topic.NO_EFFECT,
                        protocol.quoted()
                                + " and has no effect: mail is sent by \"smtp\" or \"smtps\", and here by smtp");
            }
        }
        return "smtp";
    }

    private static TimeoutSettings timeouts(TypedReader reader) {
        return new TimeoutSettings(
                reader.duration(Setting.CONNECT_TIMEOUT, Duration.ofSeconds(10)),
                reader.duration(Setting.READ_TIMEOUT, Duration.ofSeconds(60)),
                reader.duration(Setting.WRITE_TIMEOUT, Duration.ofSeconds(60)),
                reader.duration(Setting.DATA_TIMEOUT, Duration.ofMinutes(10)));
    }

    private static @Nullable String heloName(Attributes attributes, TypedReader reader, Problems problems) {
        Written written = attributes.find(Setting.HELO_NAME);
        if (written == null) {
            return null;
        }
        if (IPV4.matcher(written.text()).matches()) {
            return "[" + written.text() + "]";
        }
        if (!HELO_NAME.matcher(written.text()).matches()) {
            // Names such as my_host have worked with servers that take anything.
            if (written.isProperty() && PRINTABLE.matcher(written.text()).matches()) {
                problems.warning(Topic.BAD_VALUE, written.quoted() + ", which is no host name: many servers refuse it");
                return written.text();
            }
            reader.bad(written, "must be a host name or an address such as [192.0.2.1] or [IPv6:2001:db8::1]");
            return null;
        }
        return written.text();
    }

    private static HostOrder hostOrder(
            Attributes attributes, TypedReader reader, Problems problems, List<Endpoint> endpoints) {
        String choice = Objects.requireNonNullElse(reader.choice(Setting.HOST_ORDER), "failover");
        Written written = attributes.find(Setting.HOST_ORDER);
        if (choice.equals("roundrobin") && written != null && endpoints.size() == 1) {
            problems.warning(
                    Topic.NO_EFFECT, written.quoted() + " and has no effect: there is one server only. Remove it");
        }
        return HostOrder.valueOf(choice.toUpperCase(Locale.ROOT));
    }

    private static DebugLevel debug(Attributes attributes, TypedReader reader) {
        Written written = attributes.find(Setting.DEBUG);
        Boolean flag = written == null ? null : BooleanText.parse(written.text());
        if (flag != null) {
            return flag ? DebugLevel.PROTOCOL : DebugLevel.OFF;
        }
        String choice = Objects.requireNonNullElse(reader.choice(Setting.DEBUG), "off");
        return DebugLevel.valueOf(choice.toUpperCase(Locale.ROOT));
    }
}
