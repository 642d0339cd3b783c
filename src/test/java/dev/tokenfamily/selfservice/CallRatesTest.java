package dev.tokenfamily.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRatesTest {

    private static final int MOST = 3;
    private static final long WINDOW = 60;
    private static final int USERS = 2;

    private final AtomicLong now = new AtomicLong(1_000);
    private final CallRates rates = new CallRates(MOST, WINDOW, USERS, now::get);

    @Test
    void givenMoreCallsThanAllowedThenTheRestWaitsForTheEndOfTheWindow() {
        assertThat(calls("anna", MOST)).containsOnly(0L);
        now.addAndGet(20);
        assertThat(rates.secondsToWait("anna")).isEqualTo(WINDOW - 20);
        now.addAndGet(WINDOW - 20);
        assertThat(rates.secondsToWait("anna")).isZero();
    }

    @Test
    void givenAUserWhoCallsTooOftenThenAnotherIsAnswered() {
        calls("anna", MOST + 1);
        assertThat(rates.secondsToWait("bob")).isZero();
    }

    @Test
    void givenMoreUsersThanAreRememberedThenTheOneIsForgottenWhoHasNotCalledForLongest() {
        calls("anna", MOST);
        calls("bob", MOST);
        assertThat(rates.secondsToWait("anna")).isPositive();
        rates.secondsToWait("carol"); // bob is forgotten
        assertThat(rates.secondsToWait("anna")).isPositive();
        assertThat(rates.secondsToWait("bob")).isZero();
    }

    @Test
    void givenAClockThatIsSetBackThenNobodyWaitsForLongerThanAWindow() {
        calls("anna", MOST);
        now.addAndGet(-100_000);
        assertThat(rates.secondsToWait("anna")).isZero();
    }

    private long[] calls(String user, int number) {
        return IntStream.range(0, number)
                .mapToLong(each -> rates.secondsToWait(user))
                .toArray();
    }
}
