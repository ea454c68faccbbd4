package dev.novasphere.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures as Markdown. */
final class Report {
    private final int machines;
    private final OperatorFigures operator;
    private final List<Floor> floors;

    Report(int machines, OperatorFigures operator, List<Floor> floors) {
        this.machines = machines;
        this.operator = operator;
        this.floors = List.copyOf(floors);
    }

    static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "Machine: %d cores, load average %.1f, %s %s, Java %s."
                .formatted(
                        system.getAvailableProcessors(),
                        system.getSystemLoadAverage(),
                        system.getName(),
                        system.getArch(),
                        Runtime.version());
    }

    /** The quickest of the bare clients, where one was measured. */
    Optional<Floor> best() {
        return floors.stream().min(Comparator.comparing(Floor::time));
    }

    String text() {
        var creation = operator.creation();
        var requests = creation.requests();
        int expected = Sample.CHILDREN + BareClient.FINALIZER_WRITES + BareClient.STATUS_WRITES + BareClient.EVENTS;
        var memory = operator.memory();
        var restart = operator.standing().restart();
        var rows = new ArrayList<String>();
        rows.add("### N = " + machines);
        rows.add("| Figure | Measured | Aim |");
        rows.add("|---|---|---|");
        rows.add(row("first create until all are Ready", seconds(creation.time()), ""));
        best().ifPresent(floor -> {
            rows.add(row(
                    "the same writes by a bare client (%d VMs at a time)".formatted(floor.atATime()),
                    seconds(floor.time()),
                    ""));
            rows.add(row(
                    "R, the quotient of the two",
                    number(seconds(creation.time(), floor.time())),
                    machines >= 1000 ? "≤ 1.5" : ""));
        });
        rows.add(row("writes per VM", number(perMachine(requests.writes())), String.valueOf(expected)));
        rows.add(row("reads per VM", number(perMachine(requests.reads())), "0"));
        rows.add(row("writes without effect on a Wukong, all VMs", String.valueOf(creation.withoutEffect()), "0"));
        rows.add(row("requests that were refused, all VMs", String.valueOf(requests.refused()), "0"));
        rows.add(row("reconciles per VM", number(creation.work().reconciles() / machines), ""));
        rows.add(row("reconciles that failed, all VMs", number(creation.work().failures()), "0"));
        rows.add(row("CPU of the operator per VM", number(creation.work().cpuSeconds() * 1000 / machines) + " ms", ""));
        rows.add(row("start to ready, empty cluster", seconds(operator.ready()), "≤ 3 s"));
        rows.add(row("RSS idle", mebibytes(memory.idle()), "≤ 200 MiB"));
        rows.add(row("RSS with all VMs", mebibytes(memory.loaded()), ""));
        rows.add(row("RSS peak", mebibytes(memory.peak()), ""));
        rows.add(row(
                "writes in 30 s without a change",
                String.valueOf(operator.standing().requests().writes()),
                "0"));
        rows.add(row(
                "reads in 30 s without a change",
                String.valueOf(operator.standing().requests().reads()),
                "0"));
        rows.add(row("restart to ready, all VMs running", seconds(restart.ready()), ""));
        rows.add(row("restart until every Wukong was looked at", seconds(restart.passed()), ""));
        rows.add(row("writes after a restart", String.valueOf(restart.requests().writes()), "0"));
        rows.add("");
        rows.add("Requests of the operator per VM: " + perKind(requests) + ".");
        rows.add("Requests in 30 s without a change: " + all(operator.standing().requests()) + ".");
        rows.add("Requests of the restart: " + all(restart.requests()) + ".");
        floors.forEach(one -> rows.add("Bare client, %d at a time: %s.".formatted(one.atATime(), seconds(one.time()))));
        return String.join("\n", rows);
    }

    private String perKind(Requests requests) {
        return requests.count().entrySet().stream()
                .map(entry -> entry.getKey() + " " + number(perMachine(entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String all(Requests requests) {
        return requests.count().isEmpty() ? "none" : requests.count().toString();
    }

    private double perMachine(int count) {
        return (double) count / machines;
    }

    private static double seconds(Duration one, Duration other) {
        return (double) one.toMillis() / other.toMillis();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static String mebibytes(long kibibytes) {
        return kibibytes / 1024 + " MiB";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String row(String figure, String measured, String aim) {
        return "| %s | %s | %s |".formatted(figure, measured, aim);
    }
}
