package io.github.catamail.doctor.convert;

import io.github.catamail.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a {@code <Resource>} as people write it: a few attributes to a line, the lines below each other. */
public final class ResourceText {
    private static final int WIDTH = 100;
    private static final String ELEMENT = "<Resource ";

    private ResourceText() {}

    /** What stands in the place of a secret that is not shown. */
    public static final String HIDDEN = "***";

    /** Returns the attributes with {@link #HIDDEN} in the place of secrets; {@code ${...}} is none, unless with a default. */
    public static Map<String, String> hidden(Map<String, String> attributes) {
        Map<String, String> shown = new LinkedHashMap<>(attributes);
        shown.replaceAll((name, text) -> Setting.isSecret(name) && !isReferenceOnly(text) ? HIDDEN : text);
        return shown;
    }

    /** Returns the element with these attributes, its first line without a margin, the others with one of this many blanks. */
    public static String of(Map<String, String> attributes, int margin) {
        String indent = "\n" + " ".repeat(margin + ELEMENT.length());
        StringBuilder text = new StringBuilder(ELEMENT);
        int length = margin + ELEMENT.length();
        boolean first = true;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String written = attribute.getKey() + "=\"" + escaped(attribute.getValue()) + "\"";
            if (!first && length + 1 + written.length() > WIDTH) {
                text.append(indent);
                length = margin + ELEMENT.length();
                first = true;
            }
            text.append(first ? "" : " ").append(written);
            length += written.length() + (first ? 0 : 1);
            first = false;
        }
        return text.append("/>").toString();
    }

    private static boolean isReferenceOnly(String text) {
        return text.strip().matches("\\$\\{(?:(?!:-)[^}])*}");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (c < ' ') {
                        escaped.append("&#").append((int) c).append(';');
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
