package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicTest {
    @ParameterizedTest
    @EnumSource
    void theTopicOfAMessageIsTheOneItEndsWith(Topic topic) {
        assertThat(Topic.in("mail/Session: \"[x]\" went wrong " + topic)).isEqualTo(topic);
    }

    @Test
    void blanksAtTheEndOfAMessageDoNotHideItsTopic() {
        assertThat(Topic.in("too late [timeout]\r\n")).isEqualTo(Topic.TIMEOUT);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"went wrong", "[timeout] came first", "[no-such-topic]", "[TIMEOUT]", "timeout]", "["})
    void aMessageThatEndsWithNoTopicHasNone(String message) {
        assertThat(Topic.in(message)).isNull();
    }
}
