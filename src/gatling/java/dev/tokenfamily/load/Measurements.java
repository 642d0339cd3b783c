package dev.tokenfamily.load;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenfamily.load.Plan.Turn;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, by cell. */
public record Measurements(Map<String, List<Sample>> samples) {

    /** Those of a plan that was run. */
    static Measurements of(Plan plan) throws IOException {
        Map<String, Sample> byRequests =
                new ObjectMapper().readValue(Plan.samples().toFile(), new TypeReference<>() {});
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (Cell cell : plan.cells()) {
            samples.put(
                    cell.name(),
                    plan.turns().stream()
                            .filter(turn -> turn.counts() && turn.cell().equals(cell))
                            .map(Turn::requests)
                            .map(requests -> of(byRequests, requests))
                            .toList());
        }
        return new Measurements(samples);
    }

    /** These, and others after them. */
    public Measurements and(Measurements others) {
        Map<String, List<Sample>> all = new LinkedHashMap<>(samples);
        all.putAll(others.samples);
        return new Measurements(all);
    }

    private static Sample of(Map<String, Sample> byRequests, String requests) {
        Sample sample = byRequests.get(requests);
        if (sample == null) {
            throw new IllegalStateException("There are no figures of " + requests + ": nobody could log in?");
        }
        return sample;
    }

    public double median(String cell, ToDoubleFunction<Sample> figure) {
        return median(of(cell).stream().mapToDouble(figure).toArray());
    }

    public List<Sample> of(String cell) {
        List<Sample> found = samples.get(cell);
        if (found == null) {
            throw new IllegalArgumentException("No cell " + cell);
        }
        return found;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
