package io.github.catamail.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the raw attributes of a resource into {@link MailSettings}, with everything that is wrong collected.
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class SettingsParser {
    /** RFC 5321 section 4.1.3: a domain, or an address literal in brackets. */
    private static final Pattern HELO_NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\\.?"
                    + "|\\[(\\d{1,3}(\\.\\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]+)]");

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
        Attributes attributes = new Attributes(raw, problems);
        TypedReader reader = new TypedReader(attributes, problems);
        Provider provider = provider(reader);
        if (provider != null) {
            attributes.preset(provider);
        }
        MailboxParser mailboxes = new MailboxParser(attributes, reader);
        List<Mailbox> readFrom = mailboxes.parse();
        AuthenticationSettings authentication =
                new AuthenticationParser(attributes, reader, problems).parse(mailboxes.haveOwnUser());
        List<Endpoint> endpoints = new EndpointParser(attributes, reader, problems)
                .parse(authentication.credentials() != null, !readFrom.isEmpty());
        TlsSettings tls = new TlsParser(attributes, reader, problems, base).parse(endpoints);
        MailSettings settings = new MailSettings(
                problems.resource(),
                endpoints,
                readFrom,
                transportProtocol(attributes),
                reader.text(Setting.FROM),
                authentication,
                tls,
                timeouts(reader),
                new RouteParser(attributes, reader).parse(),
                heloName(attributes, reader),
                debug(attributes, reader),
                new PropertyParser(attributes, reader, problems).parse(reader.bool(Setting.STRICT, strictByDefault)));
        return problems.hasErrors() ? null : settings;
    }

    private static @Nullable Provider provider(TypedReader reader) {
        String word = reader.choice(Setting.PROVIDER);
        return word == null ? null : Provider.of(word);
    }

    private static String transportProtocol(Attributes attributes) {
        if (attributes.transportIsSmtps()) {
            return "smtps";
        }
        Written protocol = attributes.take("mail.transport.protocol");
        return protocol == null ? "smtp" : protocol.text();
    }

    private static TimeoutSettings timeouts(TypedReader reader) {
        return new TimeoutSettings(
                reader.duration(Setting.CONNECT_TIMEOUT, Duration.ofSeconds(10)),
                reader.duration(Setting.READ_TIMEOUT, Duration.ofSeconds(60)),
                reader.duration(Setting.WRITE_TIMEOUT, Duration.ofSeconds(60)),
                reader.duration(Setting.DATA_TIMEOUT, Duration.ofMinutes(10)));
    }

    private static @Nullable String heloName(Attributes attributes, TypedReader reader) {
        Written written = attributes.find(Setting.HELO_NAME);
        if (written != null && !HELO_NAME.matcher(written.text()).matches()) {
            reader.bad(written, "must be a host name or an address such as [192.0.2.1] or [IPv6:2001:db8::1]");
            return null;
        }
        return written == null ? null : written.text();
    }

    private static DebugLevel debug(Attributes attributes, TypedReader reader) {
        Written written = attributes.find(Setting.DEBUG);
        Boolean flag = written == null ? null : BooleanText.parse(written.text());
        if (flag != null) {
            return flag ? DebugLevel.PROTOCOL : DebugLevel.OFF;
        }
        String choice = Objects.requireNonNullElse(reader.choice(Setting.DEBUG), "off");
        return DebugLevel.valueOf(choice.toUpperCase(java.util.Locale.ROOT));
    }
}
