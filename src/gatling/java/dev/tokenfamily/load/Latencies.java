package dev.tokenfamily.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** How long each request took: Gatling's report rounds to milliseconds, and is for people. */
public final class Latencies {

    private final Map<String, Collection<Took>> requests = new ConcurrentHashMap<>();

    private record Took(long nanos, boolean expected) {}

    /** One more of these requests. */
    public void add(String name, long nanos, boolean expected) {
        requests.computeIfAbsent(name, first -> new ConcurrentLinkedQueue<>()).add(new Took(nanos, expected));
    }

    /** A {@link Sample} of each, of so many seconds. */
    void write(Path file, int seconds) {
        Map<String, Sample> samples = requests.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> sample(entry.getValue(), seconds)));
        try {
            new ObjectMapper().writeValue(file.toFile(), samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the requests with that name, in so many seconds. */
    public Sample sample(String name, int seconds) {
        return sample(requests.getOrDefault(name, List.of()), seconds);
    }

    private static Sample sample(Collection<Took> requests, int seconds) {
        double[] millis = requests.stream()
                .filter(Took::expected)
                .mapToDouble(took -> took.nanos() / 1e6)
                .sorted()
                .toArray();
        return new Sample(
                (double) millis.length / seconds,
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                quantile(millis, 0.999),
                millis.length,
                requests.size() - millis.length,
                null);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }
}
