package io.github.catamail.doctor.convert;

import io.github.catamail.config.DurationText;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.Setting;
import io.github.catamail.config.SettingType;
import io.github.catamail.config.SettingsParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts the attributes of a resource. The new ones mean the same to Catamail as the old ones do, which is checked after each
 * step; what has no short name stays, and what has no effect goes.
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class Converter {
    private static final String FACTORY = "io.github.catamail.MailSessionFactory";
    private static final String TYPE = "jakarta.mail.Session";

    /** Those of {@code <Resource>} itself, which are none of the session. */
    private static final Set<String> OF_THE_ELEMENT = Set.of(
            "name", "type", "auth", "scope", "singleton", "description", "factory", "closeMethod", "lookup-name");

    /** Where one of these is what the default is, nobody has to write it. */
    private static final Set<SettingType> SAID_BY_DEFAULT = Set.of(SettingType.BOOLEAN, SettingType.CHOICE);

    private Converter() {}

    /** Returns whether attributes are those of a mail session, of Tomcat 9 or later. */
    public static boolean isMail(Map<String, String> attributes) {
        String type = attributes.getOrDefault("type", "").strip();
        return type.equals(TYPE) || type.equals("javax.mail.Session");
    }

    /** Returns whether an attribute is one of {@code <Resource>} itself or of a mail session. */
    static boolean isKnown(String name) {
        return OF_THE_ELEMENT.contains(name) || StandIns.settingOf(name) != null;
    }

    /**
     * Converts a resource.
     *
     * @param attributes the attributes as they stand in the file, {@code ${...}} not replaced
     */
    public static Conversion convert(Map<String, String> attributes) {
        boolean catamails = attributes.getOrDefault("factory", "").strip().equals(FACTORY);
        List<Map<String, String>> standIns = StandIns.of(attributes);
        Meaning meaning = Meaning.of(attributes, standIns, catamails);
        if (meaning == null) {
            return new Conversion(Map.of(), List.of(), problems(attributes, standIns.get(0), catamails));
        }
        Draft draft = new Draft(forCatamail(attributes), meaning, standIns);
        if (meaning.first().endpoints().size() == 1) {
            new ServerStep(draft, meaning.first().endpoints().get(0)).take();
        }
        if (!draft.isSame() && !draft.take(made -> made.put(Setting.STRICT.attribute(), "false"))) {
            return new Conversion(
                    Map.of(), List.of(), problems(draft.attributes(), standIns.get(0), /* strict= */ true));
        }
        draft.take(made -> made.values().removeIf(String::isBlank));
        new ArrayList<>(draft.attributes().keySet()).forEach(name -> rename(draft, name));
        new ArrayList<>(draft.attributes().keySet())
                .stream()
                        .filter(name -> !OF_THE_ELEMENT.contains(name))
                        .filter(name -> name.startsWith("mail.") || Setting.of(name) == null)
                        .forEach(name -> draft.take(made -> made.remove(name)));
        Reasons reasons = new Reasons(meaning.first(), problems(attributes, standIns.get(0), catamails));
        return new Conversion(
                ordered(draft.attributes()),
                reasons.changes(attributes, draft.attributes()),
                problems(draft.attributes(), standIns.get(0), /* strict= */ true));
    }

    private static Map<String, String> forCatamail(Map<String, String> attributes) {
        Map<String, String> made = new LinkedHashMap<>(attributes);
        made.put("factory", FACTORY);
        made.put("type", TYPE);
        // Those that Catamail does not know are no properties of a session either; with the factory named they are
        // errors.
        made.keySet()
                .removeIf(name -> !name.startsWith("mail.")
                        && !OF_THE_ELEMENT.contains(name)
                        && StandIns.settingOf(name) == null);
        return made;
    }

    private static List<Problem> problems(
            Map<String, String> attributes, Map<String, String> standIns, boolean strict) {
        Map<String, String> known = new LinkedHashMap<>(attributes);
        known.replaceAll((name, text) -> standIns.getOrDefault(text, text));
        Problems problems = new Problems("mail");
        SettingsParser.read(known, Path.of(""), strict, problems);
        return Stream.concat(problems.errors().stream(), problems.warnings().stream())
                .toList();
    }

    private static void rename(Draft draft, String name) {
        String text = draft.get(name);
        if (text == null || OF_THE_ELEMENT.contains(name)) {
            return;
        }
        Setting setting = StandIns.settingOf(name);
        boolean said = setting != null && SAID_BY_DEFAULT.contains(setting.type());
        if (said && draft.take(made -> made.remove(name))) {
            return;
        }
        if (setting != null && !setting.attribute().equals(name)) {
            replace(draft, name, setting.attribute(), written(setting, text));
        } else if (name.matches("mail\\.smtps?\\.sendpartial") && text.strip().equalsIgnoreCase("true")) {
            replace(draft, name, Setting.PARTIAL.attribute(), "send");
        } else if (name.matches("mail\\.smtps?\\.auth") && text.strip().equalsIgnoreCase("false") && hasLogin(draft)) {
            replace(draft, name, Setting.AUTHENTICATION_MODE.attribute(), "none");
        }
    }

    private static boolean hasLogin(Draft draft) {
        return Stream.of("user", "username", "password", "mail.smtp.user", "mail.smtp.password", "mail.user")
                .anyMatch(draft::has);
    }

    private static void replace(Draft draft, String name, String shorter, String text) {
        draft.take(made -> {
            made.remove(name);
            made.putIfAbsent(shorter, text);
        });
    }

    private static String written(Setting setting, String text) {
        if (setting.type() == SettingType.SECRET || StandIns.isReference(text)) {
            return text;
        }
        String stripped = text.strip();
        if (setting.type() == SettingType.DURATION && stripped.matches("\\d{1,9}")) {
            return DurationText.of(Duration.ofMillis(Long.parseLong(stripped)));
        }
        return setting == Setting.DEBUG && stripped.equalsIgnoreCase("true") ? "protocol" : stripped;
    }

    /** As people write them: what it is, where to, who, and the rest. */
    private static Map<String, String> ordered(Map<String, String> attributes) {
        Map<String, String> ordered = new LinkedHashMap<>();
        Stream<String> first = Stream.of("name", "auth", "type", "factory");
        Stream<String> settings = Stream.of(Setting.values()).map(Setting::attribute);
        Stream.concat(first, settings).forEach(name -> put(ordered, name, attributes.get(name)));
        attributes.forEach((name, text) -> put(ordered, name, text));
        return ordered;
    }

    private static void put(Map<String, String> ordered, String name, @Nullable String text) {
        if (text != null) {
            ordered.putIfAbsent(name, text);
        }
    }

    /** Returns how the server is protected, for explanations; null where there is not one alone. */
    static @Nullable Endpoint only(List<Endpoint> endpoints) {
        return endpoints.size() == 1 ? endpoints.get(0) : null;
    }
}
