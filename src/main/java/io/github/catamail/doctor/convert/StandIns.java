package io.github.catamail.doctor.convert;

import io.github.catamail.config.Setting;
import io.github.catamail.config.SettingType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values for texts with {@code ${...}} in them, whose own values only the server knows. Each stands for one that makes a
 * difference, such as the ports that mean different kinds of TLS.
 */
final class StandIns {
    private static final int MOST = 64;
    private static final List<String> BOOLEANS = List.of("true", "false");
    private static final List<String> PORTS = List.of("25", "465", "587", "2525");

    private StandIns() {}

    /** Returns whether a text is not known before the server reads it. */
    static boolean isReference(String text) {
        return text.contains("${");
    }

    /** Returns maps from such texts to values, one for each way in which they may be combined; one empty map where there are none. */
    static List<Map<String, String>> of(Map<String, String> attributes) {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (isReference(attribute.getValue())) {
                List<Map<String, String>> longer = new ArrayList<>();
                for (Map<String, String> before : all) {
                    for (String value : values(attribute.getKey())) {
                        Map<String, String> with = new LinkedHashMap<>(before);
                        with.putIfAbsent(attribute.getValue(), value);
                        with.putIfAbsent(attribute.getValue().strip(), with.get(attribute.getValue()));
                        longer.add(with);
                    }
                }
                all = longer.stream().distinct().limit(MOST).toList();
            }
        }
        return all;
    }

    private static List<String> values(String name) {
        Setting setting = settingOf(name);
        SettingType type = setting == null ? null : setting.type();
        if (type == SettingType.PORT || name.endsWith(".port")) {
            return PORTS;
        }
        if (type == SettingType.HOSTS || name.endsWith(".host")) {
            return List.of("reference.example.org", "localhost");
        }
        if (setting != null && type == SettingType.CHOICE) {
            return name.equals("mail.debug") ? BOOLEANS : setting.choices();
        }
        if (type == SettingType.BOOLEAN || isSwitch(name)) {
            return BOOLEANS;
        }
        if (type == SettingType.DURATION || name.endsWith("timeout")) {
            return List.of("5000", "7s");
        }
        return type == SettingType.NUMBER || type == SettingType.RATE ? List.of("3") : List.of("a-reference");
    }

    private static boolean isSwitch(String name) {
        return name.startsWith("mail.")
                && (name.endsWith(".enable")
                        || name.endsWith(".required")
                        || name.endsWith(".auth")
                        || name.endsWith(".fallback")
                        || name.endsWith(".sendpartial")
                        || name.endsWith("wait"));
    }

    /** Returns the setting that an attribute stands for, under whatever name. */
    static @Nullable Setting settingOf(String name) {
        String smtp = name.startsWith("mail.smtps.") ? "mail.smtp." + name.substring("mail.smtps.".length()) : name;
        return Arrays.stream(Setting.values())
                .filter(setting ->
                        setting.attribute().equals(name) || setting.synonyms().contains(smtp))
                .findFirst()
                .orElse(null);
    }
}
