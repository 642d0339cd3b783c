package dev.tokenfamily.load.lived;

import static dev.tokenfamily.load.BenchmarkReport.format;

import dev.tokenfamily.load.BenchmarkReport;
import dev.tokenfamily.load.Comparison;
import dev.tokenfamily.load.Comparison.Ratio;
import dev.tokenfamily.load.Measurements;
import dev.tokenfamily.load.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Adds to the report what was measured with very many sessions: each ratio beside its control. */
final class LivedReport {

    private final BenchmarkReport report;

    LivedReport(BenchmarkReport report) {
        this.report = report;
    }

    void add(String title, Measurements measured, List<Controlled> comparisons) {
        ratios(title, measured, comparisons);
        latencies(title, measured);
        costs(title, measured);
    }

    void remark(String sentence) {
        report.remark(sentence);
    }

    private void ratios(String title, Measurements measured, List<Controlled> comparisons) {
        report.table(title + ": ratios", "comparison", "target", "ratio", "of a single round", "of the same twice", "");
        List<Map<String, Object>> ratios = new ArrayList<>();
        for (Controlled controlled : comparisons) {
            Comparison comparison = controlled.comparison();
            Ratio ratio = comparison.in(measured);
            double noise = controlled.noise(measured);
            String verdict = controlled.verdict(ratio, measured);
            report.row(
                    comparison.name(),
                    Double.isNaN(comparison.target())
                            ? "–"
                            : format("%s %.2f", comparison.least() ? "≥" : "≤", comparison.target()),
                    format("%.3f", ratio.median()),
                    format("%.2f to %.2f", ratio.lowest(), ratio.highest()),
                    format("%.2f to %.2f", 1 / noise, noise),
                    verdict);
            ratios.add(Map.of(
                    "name", comparison.name(),
                    "target", comparison.target(),
                    "ratio", ratio,
                    "noise", noise,
                    "verdict", verdict));
        }
        report.put(title, Map.of("comparisons", ratios, "samples", measured.samples()));
    }

    private void latencies(String title, Measurements measured) {
        report.table(
                title + ": figures",
                "clients that",
                "answers/s",
                "of a single round",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "unexpected");
        measured.samples()
                .forEach((name, samples) -> report.row(
                        name,
                        median(measured, name, Sample::perSecond, "%.1f"),
                        format(
                                "%.0f to %.0f",
                                samples.stream()
                                        .mapToDouble(Sample::perSecond)
                                        .min()
                                        .orElseThrow(),
                                samples.stream()
                                        .mapToDouble(Sample::perSecond)
                                        .max()
                                        .orElseThrow()),
                        median(measured, name, Sample::p50, "%.1f"),
                        median(measured, name, Sample::p99, "%.1f"),
                        median(measured, name, Sample::p999, "%.1f"),
                        format("%d", samples.stream().mapToLong(Sample::failed).sum())));
    }

    private void costs(String title, Measurements measured) {
        report.table(
                title + ": what each answer costs",
                "clients that",
                "statements",
                "commits",
                "bytes of WAL",
                "ms of a processor, database",
                "server");
        measured.samples()
                .forEach((name, samples) -> report.row(
                        name,
                        median(
                                measured,
                                name,
                                sample -> sample.costs().database().statements(),
                                "%.2f"),
                        median(
                                measured,
                                name,
                                sample -> sample.costs().database().commits(),
                                "%.2f"),
                        median(
                                measured,
                                name,
                                sample -> sample.costs().database().walBytes(),
                                "%.0f"),
                        median(
                                measured,
                                name,
                                sample -> sample.costs().database().processorMillis(),
                                "%.2f"),
                        median(measured, name, sample -> sample.costs().serverMillis(), "%.2f")));
    }

    private static String median(Measurements measured, String name, ToDoubleFunction<Sample> figure, String pattern) {
        return format(pattern, measured.median(name, figure));
    }
}
