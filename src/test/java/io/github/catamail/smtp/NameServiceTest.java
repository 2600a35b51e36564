package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.testing.HangingLookup;
import io.github.catamail.time.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class NameServiceTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HOST = "mail.example.com";

    private final HangingLookup hanging = new HangingLookup();
    private final NameService names = new NameService(hanging, Ticker.system());

    @AfterEach
    void letGo() throws Exception {
        hanging.close();
        names.finish();
    }

    @Test
    void aNameServiceThatDoesNotAnswerIsNotWaitedForAnyLonger() {
        assertThatThrownBy(() -> names.all(HOST, SHORT))
                .isInstanceOf(LookupTimeoutException.class)
                .hasMessage("mail.example.com: the name service did not answer within 50 ms");
    }

    @Test
    void howeverManyWaitForANameItIsLookedUpOnce() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> names.all(HOST, SHORT)).isInstanceOf(LookupTimeoutException.class);
        }
        assertThatThrownBy(() -> names.all("other.example.com", SHORT)).isInstanceOf(LookupTimeoutException.class);

        assertThat(hanging.asked()).containsExactly(HOST, "other.example.com");
    }

    @Test
    void anAnswerIsForAllWhoWaitForIt() throws Exception {
        Search one = names.search(HOST);
        Search other = names.search(HOST);
        hanging.close();

        assertThat(one.within(LONG)).containsExactly(InetAddress.getLoopbackAddress());
        assertThat(other.within(LONG)).containsExactly(InetAddress.getLoopbackAddress());
        assertThat(hanging.asked()).containsExactly(HOST);
    }

    @Test
    void afterAnAnswerANameIsLookedUpAgain() throws Exception {
        hanging.close();
        names.all(HOST, LONG);
        names.all(HOST, LONG);

        assertThat(hanging.asked()).containsExactly(HOST, HOST);
    }

    @Test
    void whoGivesUpLeavesTheOthersWaiting() throws Exception {
        Search one = names.search(HOST);
        Search other = names.search(HOST);
        one.giveUp();
        assertThatThrownBy(() -> one.within(LONG))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(LookupTimeoutException.class)
                .hasMessage("mail.example.com: the address is no longer wanted");
        hanging.close();

        assertThat(other.within(LONG)).containsExactly(InetAddress.getLoopbackAddress());
    }

    @Test
    void aNameThatIsNotKnownIsNoMatterOfTime() {
        NameService without = new NameService(
                host -> {
                    throw new UnknownHostException(host);
                },
                Ticker.system());
        assertThatThrownBy(() -> without.all(HOST, LONG))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(LookupTimeoutException.class)
                .hasMessage(HOST)
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void aLookUpThatFailsInAnotherWayIsOneWithoutAnAddress() {
        NameService broken = new NameService(
                host -> {
                    throw new SecurityException("no look-ups here");
                },
                Ticker.system());
        assertThatThrownBy(() -> broken.all(HOST, LONG))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("java.lang.SecurityException: no look-ups here");
    }

    @Test
    void aNameIsLookedUpByADaemonOfTheLibraryAndAnAddressByWhoNeedsIt() throws Exception {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        NameService noted = new NameService(
                host -> {
                    threads.add(Thread.currentThread());
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                },
                Ticker.system());
        for (String host : List.of(
                HOST, "192.0.2.25", "2001:db8::25", "::1%1", "[::1]", "abc:587", "1.2.3.256", "smtp.example.com:587")) {
            noted.all(host, LONG);
        }
        noted.finish();

        assertThat(threads.get(0).isDaemon()).isTrue();
        assertThat(threads)
                .extracting(Thread::getName)
                .containsExactly(
                        "catamail-lookup mail.example.com",
                        Thread.currentThread().getName(),
                        Thread.currentThread().getName(),
                        Thread.currentThread().getName(),
                        Thread.currentThread().getName(),
                        Thread.currentThread().getName(),
                        "catamail-lookup 1.2.3.256",
                        "catamail-lookup smtp.example.com:587");
        assertThat(threads.get(0).isAlive()).isFalse();
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndIsKept() throws Exception {
        Search search = names.search(HOST);
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                search.within(LONG);
                kept.complete(Thread.currentThread().isInterrupted());
            } catch (UnknownHostException unwanted) {
                kept.completeExceptionally(unwanted);
            }
        });
        waiting.start();
        hanging.close();

        assertThat(kept.get(20, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }

    @Test
    void theNameOfThisMachineIsWaitedForOnce() throws Exception {
        AtomicLong nanos = new AtomicLong();
        NameService stepped = new NameService(hanging, nanos::get);
        assertThat(stepped.ownName(SHORT)).isEmpty();
        nanos.addAndGet(LONG.toNanos());
        // Twenty seconds have passed since it was asked for: this one would wait as long if that did not count.
        assertThat(stepped.ownName(LONG)).isEmpty();
        assertThat(hanging.asked()).containsExactly("");
        hanging.close();
        stepped.finish();

        assertThat(stepped.ownName(SHORT)).isEqualTo("app.example.com");
        assertThat(hanging.asked()).containsExactly("");
    }
}
