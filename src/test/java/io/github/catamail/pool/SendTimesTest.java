package io.github.catamail.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SendTimesTest {
    @Test
    void thereIsNoWaitUpToTheNumber() {
        SendTimes times = new SendTimes(3, 100);
        assertThat(times.untilNext(0, 2)).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(times.untilNext(i, 0)).isZero();
            times.add(i);
        }

        assertThat(times.untilNext(3, 0)).isEqualTo(97);
        assertThat(times.untilNext(99, 0)).isOne();
        assertThat(times.untilNext(100, 0)).isZero();
    }

    @Test
    void whoComesLaterWaitsForThoseBefore() {
        SendTimes times = new SendTimes(2, 100);
        times.add(0);
        times.add(10);

        assertThat(times.untilNext(20, 0)).isEqualTo(80);
        assertThat(times.untilNext(20, 1)).isEqualTo(90);
        assertThat(times.untilNext(20, 2)).isEqualTo(180);
        assertThat(times.untilNext(20, 7)).isEqualTo(390);
    }

    /** Against the rule itself, told by looking at every message: however long the record, and wherever the time begins. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 65, 200})
    void noTimeHoldsMoreThanTheNumber(int messages) {
        Random random = new Random(messages);
        long per = 1000;
        SendTimes times = new SendTimes(messages, per);
        List<Long> sent = new ArrayList<>();
        long now = Long.MAX_VALUE - 5000;
        while (sent.size() < 5 * messages) {
            now += random.nextInt(3 * (int) per / messages + 2) / 2;
            long wait = times.untilNext(now, 0);
            boolean allowed = sent.size() < messages || now - sent.get(sent.size() - messages) >= per;
            assertThat(wait == 0).isEqualTo(allowed);
            now += wait;
            times.add(now);
            sent.add(now);
        }
        assertThat(sent).hasSize(5 * messages);
    }
}
