package dev.novasphere.docs;

import dev.novasphere.crd.Crd;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of pages that are made from the code. They stand between two comments; the prose around them is by hand. */
final class GeneratedParts {
    private static final Pattern PART =
            Pattern.compile("<!-- generated: ([a-z-]+) -->\\R.*?<!-- end -->", Pattern.DOTALL);

    private static final Map<String, Supplier<String>> PARTS = Map.ofEntries(
            Map.entry("columns", () -> PrinterColumns.table(Crd.WUKONG)),
            Map.entry("spec", () -> ApiFields.ofSpec(Crd.WUKONG)),
            Map.entry("status", () -> ApiFields.ofStatus(Crd.WUKONG)),
            Map.entry("refused-by-the-api-server", () -> Refusals.byTheApiServer(Crd.WUKONG)),
            Map.entry("node-network-columns", () -> PrinterColumns.table(Crd.NODE_NETWORK)),
            Map.entry("node-network-spec", () -> ApiFields.ofSpec(Crd.NODE_NETWORK)),
            Map.entry("node-network-status", () -> ApiFields.ofStatus(Crd.NODE_NETWORK)),
            Map.entry("node-network-reasons", StatusTables::nodeNetworkReasons),
            Map.entry("node-network-refusals", () -> Refusals.byTheApiServer(Crd.NODE_NETWORK)),
            Map.entry("address-lease-columns", () -> PrinterColumns.table(Crd.ADDRESS_LEASE)),
            Map.entry("address-lease-spec", () -> ApiFields.ofSpec(Crd.ADDRESS_LEASE)),
            Map.entry("refused-by-the-operator", Refusals::byTheOperator),
            Map.entry("phases", StatusTables::phases),
            Map.entry("conditions", StatusTables::conditions),
            Map.entry("reasons", StatusTables::reasons),
            Map.entry("configuration-keys", ConfigurationKeys::table),
            Map.entry("chart-values", () -> ChartValues.table("novasphere")),
            Map.entry("multus-values", () -> ChartValues.table("multus")),
            Map.entry("metrics", MetricTables::ours),
            Map.entry("framework-metrics", MetricTables::ofTheFramework));

    private GeneratedParts() {}

    /** The names of the parts that are in a page. */
    static Collection<String> in(String page) {
        return PART.matcher(page).results().map(part -> part.group(1)).toList();
    }

    /** Every part that there is. */
    static Collection<String> all() {
        return PARTS.keySet();
    }

    /** A page with each of its parts as the code has it now. */
    static String renew(String page) {
        return PART.matcher(page).replaceAll(part -> Matcher.quoteReplacement(part(part)));
    }

    private static String part(MatchResult found) {
        var maker = PARTS.get(found.group(1));
        if (maker == null) {
            throw new IllegalArgumentException(
                    "Nobody makes the part \"%s\"; there are %s.".formatted(found.group(1), PARTS.keySet()));
        }
        return "<!-- generated: %s -->\n%s\n<!-- end -->"
                .formatted(found.group(1), maker.get().strip());
    }
}
