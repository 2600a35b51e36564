package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import org.junit.jupiter.api.Test;

final class TrackRecordTest {

    private final TrackRecord record = new TrackRecord();

    @Test
    void eachServerHasItsOwn() {
        Endpoint server = new Endpoint("mail.example.com", 587, ConnectionSecurity.STARTTLS);
        Endpoint other = new Endpoint("other.example.com", 587, ConnectionSecurity.STARTTLS);
        TrackRecords records = new TrackRecords();

        assertThat(records.of(server)).isSameAs(records.of(server)).isNotSameAs(records.of(other));
    }

    @Test
    void atFirstAHundredMessagesMayGoOverAConnection() {
        assertThat(record.allowance()).isEqualTo(100);
        record.reach(7);
        assertThat(record.allowance()).isEqualTo(100);
    }

    @Test
    void thenATenthMoreThanOverAnyBefore() {
        record.reach(100);
        assertThat(record.allowance()).isEqualTo(110);
        record.reach(110);
        assertThat(record.allowance()).isEqualTo(121);
        record.reach(50);
        assertThat(record.allowance()).isEqualTo(121);
    }

    @Test
    void beyondAnyUsualLimitTwiceAsMany() {
        record.reach(999);
        assertThat(record.allowance()).isEqualTo(1098);
        record.reach(1000);
        assertThat(record.allowance()).isEqualTo(2000);
    }

    @Test
    void whereAConnectionWasEndedForGoingFurtherNoneGoesThereAgain() {
        record.reach(130);
        record.ended(131);
        assertThat(record.allowance()).isEqualTo(130);
    }

    @Test
    void aConnectionThatEndsWhereOthersDidNotTeachesNothing() {
        record.reach(200);
        record.ended(150);
        assertThat(record.allowance()).isEqualTo(220);
    }

    @Test
    void aConnectionThatEndsBeforeAHundredMessagesTeachesNothing() {
        record.ended(60);
        record.reach(100);
        assertThat(record.allowance()).isEqualTo(110);
    }

    @Test
    void whatIsForgottenHasToBeReachedAgain() {
        record.reach(130);
        record.forget();
        assertThat(record.allowance()).isEqualTo(100);
        assertThat(record.hasReached(1)).isFalse();
        record.reach(100);
        assertThat(record.allowance()).isEqualTo(110);
    }

    @Test
    void allUpToTheMostIsReached() {
        record.reach(3);
        assertThat(record.hasReached(3)).isTrue();
        assertThat(record.hasReached(4)).isFalse();
    }

    @Test
    void anExtensionIsBrokenOrWorks() {
        record.prove(Extension.PIPELINING);
        assertThat(record.isWorking(Extension.PIPELINING)).isTrue();
        assertThat(record.isWorking(Extension.CHUNKING)).isFalse();
        assertThat(record.refute(Extension.CHUNKING)).isTrue();
        assertThat(record.refute(Extension.CHUNKING)).isFalse();
        assertThat(record.isBroken(Extension.CHUNKING)).isTrue();
        assertThat(record.isBroken(Extension.PIPELINING)).isFalse();
    }
}
