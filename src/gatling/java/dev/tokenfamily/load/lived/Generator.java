package dev.tokenfamily.load.lived;

import dev.tokenfamily.load.Latencies;
import dev.tokenfamily.load.Sample;
import dev.tokenfamily.load.lived.Requests.One;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends requests and takes the time, in a closed loop or in an open one. */
final class Generator {

    /** HTTP/1.1, as most reverse proxies speak to servers. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** So many clients, each of which sends the next request as soon as it has an answer. */
    Sample closed(Supplier<One> requests, int clients, int seconds) {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        together(IntStream.range(0, clients)
                .mapToObj(client -> CompletableFuture.runAsync(
                        () -> {
                            while (System.nanoTime() < end) {
                                One one = requests.get();
                                long begun = System.nanoTime();
                                @Nullable HttpResponse<String> answer = answer(one);
                                latencies.add(
                                        "",
                                        System.nanoTime() - begun,
                                        one.asExpected().test(answer));
                            }
                        },
                        task -> new Thread(task, "client").start()))
                .toList());
        return latencies.sample("", seconds);
    }

    private @Nullable HttpResponse<String> answer(One one) {
        try {
            return http.send(one.request(), BodyHandlers.ofString());
        } catch (IOException e) {
            return null; // which is counted as not expected
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * As many requests per second as people send who know nothing of each other, nor of the server, at even distances. The time of each is
     * counted from when it was to be sent: if server or generator are late, all that come meanwhile have waited.
     */
    Sample open(Supplier<One> requests, double perSecond, int seconds) {
        Latencies latencies = new Latencies();
        List<CompletableFuture<Void>> underWay = new ArrayList<>();
        long begun = System.nanoTime();
        for (int n = 0; n < perSecond * seconds; n++) {
            long due = begun + (long) (n * 1e9 / perSecond);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            One one = requests.get();
            underWay.add(http.sendAsync(one.request(), BodyHandlers.ofString())
                    .<@Nullable HttpResponse<String>>handle((answer, failure) -> answer)
                    .thenAccept(answer -> latencies.add(
                            "", System.nanoTime() - due, one.asExpected().test(answer))));
        }
        together(underWay);
        return latencies.sample("", seconds);
    }

    private static void together(List<CompletableFuture<Void>> all) {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }
}
