package dev.tokenfamily.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRatesTest {

    private static final int MOST = 3;
    private static final long WINDOW = 60;
    private static final int CALLERS = 2;

    private final AtomicLong now = new AtomicLong(1_000);
    private final CallRates rates = new CallRates(MOST, WINDOW, CALLERS, now::get);

    @Test
    void givenMoreCallsThanAllowedThenTheRestWaitsForTheEndOfTheWindow() {
        assertThat(calls("anna", MOST)).containsOnly(0L);
        now.addAndGet(20);
        assertThat(rates.secondsToWait("anna")).isEqualTo(WINDOW - 20);
        now.addAndGet(WINDOW - 20);
        assertThat(rates.secondsToWait("anna")).isZero();
    }

    @Test
    void givenACallerWhoCallsTooOftenThenAnotherIsAnswered() {
        calls("anna", MOST + 1);
        assertThat(rates.secondsToWait("bob")).isZero();
    }

    @Test
    void givenMoreCallersThanAreRememberedThenTheOneIsForgottenWhoHasNotCalledForLongest() {
        calls("anna", MOST);
        calls("bob", MOST);
        assertThat(rates.secondsToWait("anna")).isPositive();
        rates.secondsToWait("carol"); // bob is forgotten
        assertThat(rates.secondsToWait("anna")).isPositive();
        assertThat(rates.secondsToWait("bob")).isZero();
    }

    @Test
    void givenACallerAtTheLimitWhoGoesOnThenThatCostsNothing() {
        calls("anna", 10 * MOST);
        now.addAndGet(WINDOW);
        assertThat(calls("anna", MOST + 1)).containsExactly(0L, 0L, 0L, WINDOW);
    }

    @Test
    void givenAClockThatIsSetBackThenNobodyWaitsForLongerThanAWindow() {
        calls("anna", MOST);
        now.addAndGet(-100_000);
        assertThat(rates.secondsToWait("anna")).isZero();
    }

    private long[] calls(String caller, int number) {
        return IntStream.range(0, number)
                .mapToLong(each -> rates.secondsToWait(caller))
                .toArray();
    }
}
