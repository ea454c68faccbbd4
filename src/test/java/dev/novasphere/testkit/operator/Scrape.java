package dev.novasphere.testkit.operator;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a scrape of the operator brings.
 *
 * @param text in the text format of Prometheus
 */
public record Scrape(String text) {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) \\S+$");

    /** What the operator tells now. */
    public static Scrape of(OperatorProcess operator) throws Exception {
        return new Scrape(operator.get("/q/metrics"));
    }

    /** The names of all metrics; of a histogram the one that its parts have in common. */
    public Set<String> names() {
        return TYPE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** The samples of a name that have all these labels, each written {@code name="value"}. */
    public List<String> samples(String name, String... labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .toList();
    }

    /** The sum over these samples; empty where there is none. */
    public OptionalDouble sum(String name, String... labels) {
        var samples = samples(name, labels);
        return samples.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(samples.stream()
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum());
    }
}
