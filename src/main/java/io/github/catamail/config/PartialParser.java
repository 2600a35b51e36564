package io.github.catamail.config;

import org.jspecify.annotations.Nullable;

/** Reads what happens to a message of which some recipients are refused. */
final class PartialParser {
    private final Attributes attributes;
    private final TypedReader reader;
    private final Problems problems;

    PartialParser(Attributes attributes, TypedReader reader, Problems problems) {
        this.attributes = attributes;
        this.reader = reader;
        this.problems = problems;
    }

    PartialDelivery parse() {
        Written written = attributes.findWritten(Setting.PARTIAL);
        String word = reader.choice(Setting.PARTIAL);
        Written property = attributes.peekProperty("sendpartial");
        // A text that is no boolean is reported with the other properties.
        Boolean send = property == null ? null : BooleanText.parse(property.text());
        if (written == null || word == null) {
            return Boolean.TRUE.equals(send) ? PartialDelivery.SEND : PartialDelivery.REJECT;
        }
        PartialDelivery partial = of(word);
        contradiction(written, partial != PartialDelivery.REJECT, property, send);
        return partial;
    }

    private void contradiction(
            Written written, boolean sends, @Nullable Written property, @Nullable Boolean sendProperty) {
        if (property != null && sendProperty != null && sends != sendProperty) {
            problems.error(
                    Topic.CONTRADICTION,
                    written.quoted() + " and " + property.quoted() + ": they contradict each other. Keep one of them");
        }
    }

    private static PartialDelivery of(String word) {
        return switch (word) {
            case "send" -> PartialDelivery.SEND;
            case "send-and-log" -> PartialDelivery.SEND_AND_LOG;
            default -> PartialDelivery.REJECT;
        };
    }
}
