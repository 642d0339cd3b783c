package dev.tokenfamily.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenfamily.load.Comparison.Ratio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, for people (Markdown) and for programs (JSON). */
public final class BenchmarkReport {

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Object> json = new LinkedHashMap<>();

    BenchmarkReport(BenchmarkSettings settings, Map<String, String> environment) {
        lines.add("# Benchmark");
        environment.forEach((name, value) -> lines.add("* " + name + ": " + value));
        lines.add("* rounds: %d, after %d seconds to warm up; %d seconds for each line in each"
                .formatted(settings.rounds(), settings.warmUpSeconds(), settings.seconds()));
        json.put("environment", environment);
        json.put("settings", settings);
    }

    /** Side by side on one kind of database: medians of all rounds, and the lowest and highest of a round. */
    void add(String database, Contest contest, Measurements measured) {
        table(database + ": ratios", "comparison", "target", "ratio", "of a single round", "");
        List<Map<String, Object>> ratios = new ArrayList<>();
        for (Comparison comparison : contest.comparisons()) {
            Ratio ratio = comparison.in(measured);
            boolean met = comparison.met(ratio);
            row(
                    comparison.name(),
                    format("%s %.2f", comparison.least() ? "≥" : "≤", comparison.target()),
                    format("%.3f", ratio.median()),
                    format("%.2f to %.2f", ratio.lowest(), ratio.highest()),
                    met ? "met" : "missed");
            ratios.add(Map.of("name", comparison.name(), "target", comparison.target(), "ratio", ratio, "met", met));
        }
        table(database + ": figures", "clients that", "answers/s", "p50 ms", "p99 ms", "unexpected");
        measured.samples()
                .forEach((cell, samples) -> row(
                        cell,
                        format("%.1f", measured.median(cell, Sample::perSecond)),
                        format("%.1f", measured.median(cell, Sample::p50)),
                        format("%.1f", measured.median(cell, Sample::p99)),
                        format("%d", samples.stream().mapToLong(Sample::failed).sum())));
        json.put(database, Map.of("comparisons", ratios, "samples", measured.samples()));
    }

    /** What one refresh costs that database, and a family the disk. */
    void add(String database, Map<String, RefreshCost> costs, FamilySize size, LeastCost least) {
        table(
                "postgres: what a refresh costs the database",
                "refresh",
                "statements",
                "commits",
                "bytes of WAL",
                "ms of a processor");
        costs.forEach((name, cost) -> row(
                name,
                format("%.2f", cost.statements()),
                format("%.2f", cost.commits()),
                format("%.0f", cost.walBytes()),
                format("%.2f", cost.processorMillis())));
        lines.add("");
        lines.add("The database is " + database + ".");
        lines.add(format(
                "To look at the smallest of rows takes %.2f ms of a processor, that of who asks included; to change and commit it"
                        + " %.2f ms.",
                least.lookMillis(), least.changeMillis()));
        lines.add("");
        lines.add(format(
                "A family takes %.0f bytes after 100 rotations and a vacuum (target ≤ 1,000): %.0f of the table, of which %.0f"
                        + " are its row, and %.0f of the indexes.",
                size.onDisk(), size.table(), size.row(), size.indexes()));
        json.put("database", database);
        json.put("costs", costs);
        json.put("least", least);
        json.put("bytesPerFamily", size);
    }

    /** Begins a table. */
    public void table(String title, String... columns) {
        lines.addAll(List.of("", "## " + title, ""));
        row(columns);
        lines.add("|---".repeat(columns.length) + "|");
    }

    /** One more line of it. */
    public void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    /** As these reports write numbers. */
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A sentence after a table. */
    public void remark(String sentence) {
        lines.addAll(List.of("", sentence));
    }

    /** The same for programs. */
    public void put(String name, Object value) {
        json.put(name, value);
    }

    String markdown() {
        return String.join("\n", lines) + "\n";
    }

    /** As {@code benchmark.md} and {@code benchmark.json}. */
    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("benchmark.md"), markdown());
        Files.writeString(
                directory.resolve("benchmark.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }
}
