package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import org.junit.jupiter.api.Test;

final class TrackRecordTest {
    private static final Endpoint SERVER = new Endpoint("mail.example.com", 587, ConnectionSecurity.STARTTLS);
    private static final Endpoint OTHER = new Endpoint("other.example.com", 587, ConnectionSecurity.STARTTLS);

    private final TrackRecord record = new TrackRecord();

    @Test
    void atFirstAHundredMessagesMayGoOverAConnection() {
        assertThat(record.allowance(SERVER)).isEqualTo(100);
        record.reach(SERVER, 7);
        assertThat(record.allowance(SERVER)).isEqualTo(100);
    }

    @Test
    void thenATenthMoreThanOverAnyBefore() {
        record.reach(SERVER, 100);
        assertThat(record.allowance(SERVER)).isEqualTo(110);
        record.reach(SERVER, 110);
        assertThat(record.allowance(SERVER)).isEqualTo(121);
        record.reach(SERVER, 50);
        assertThat(record.allowance(SERVER)).isEqualTo(121);
        assertThat(record.allowance(OTHER)).isEqualTo(100);
    }

    @Test
    void beyondAnyUsualLimitTwiceAsMany() {
        record.reach(SERVER, 999);
        assertThat(record.allowance(SERVER)).isEqualTo(1098);
        record.reach(SERVER, 1000);
        assertThat(record.allowance(SERVER)).isEqualTo(2000);
    }

    @Test
    void whereAConnectionWasEndedForGoingFurtherNoneGoesThereAgain() {
        record.reach(SERVER, 130);
        record.ended(SERVER, 131);
        assertThat(record.allowance(SERVER)).isEqualTo(130);
        assertThat(record.allowance(OTHER)).isEqualTo(100);
    }

    @Test
    void aConnectionThatEndsWhereOthersDidNotTeachesNothing() {
        record.reach(SERVER, 200);
        record.ended(SERVER, 150);
        record.ended(OTHER, 60);
        record.reach(OTHER, 100);
        assertThat(record.allowance(SERVER)).isEqualTo(220);
        assertThat(record.allowance(OTHER)).isEqualTo(110);
    }

    @Test
    void whatIsForgottenHasToBeReachedAgain() {
        record.reach(SERVER, 130);
        record.forget(SERVER);
        assertThat(record.allowance(SERVER)).isEqualTo(100);
        assertThat(record.hasReached(SERVER, 1)).isFalse();
        record.reach(SERVER, 100);
        assertThat(record.allowance(SERVER)).isEqualTo(110);
    }

    @Test
    void aServerHasReachedAllUpToTheMost() {
        record.reach(SERVER, 3);
        assertThat(record.hasReached(SERVER, 3)).isTrue();
        assertThat(record.hasReached(SERVER, 4)).isFalse();
        assertThat(record.hasReached(OTHER, 1)).isFalse();
    }

    @Test
    void anExtensionIsBrokenOrWorksAtOneServerOnly() {
        record.prove(SERVER, Extension.PIPELINING);
        assertThat(record.isWorking(SERVER, Extension.PIPELINING)).isTrue();
        assertThat(record.isWorking(SERVER, Extension.CHUNKING)).isFalse();
        assertThat(record.isWorking(OTHER, Extension.PIPELINING)).isFalse();
        assertThat(record.refute(SERVER, Extension.CHUNKING)).isTrue();
        assertThat(record.refute(SERVER, Extension.CHUNKING)).isFalse();
        assertThat(record.isBroken(SERVER, Extension.CHUNKING)).isTrue();
        assertThat(record.isBroken(SERVER, Extension.PIPELINING)).isFalse();
        assertThat(record.isBroken(OTHER, Extension.CHUNKING)).isFalse();
    }
}
