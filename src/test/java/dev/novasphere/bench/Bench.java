package dev.novasphere.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures what many VMs cost and prints it as Markdown. Environment: {@code BENCH_N}, the numbers of VMs (default
 * {@code 100 1000}), and {@code BENCH_FLOOR}, for how many VMs at a time the bare client works (default {@code 4 16 64}:
 * all are tried with the first number of VMs, and the best is used for the others), {@code BENCH_TAKEOVERS} and
 * {@code BENCH_FAULTY}, and {@code BENCH_NETWORKED}, machines on node networks; an empty list leaves a part out.
 *
 * <p>The operator and the bare client ({@link BareClient}) each have an empty control plane and the same simulators,
 * whose own writes are several times as many as theirs and are in both times. KubeVirt and CDI take no time at all
 * here, so the figures are the cost of this project and of the API server, not how long a VM takes to boot.
 */
public final class Bench {
    private static final int WARM_UP = 30;

    private Bench() {}

    /** Ends with code 0, or with 1 and the reason. */
    public static void main(String[] arguments) {
        int code = 1;
        try {
            run();
            code = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.out.println("The bench did not come to an end: " + e);
            e.printStackTrace(System.out);
        }
        System.exit(code); // The clients' threads would keep this process alive.
    }

    private static void run() throws Exception {
        System.out.println(Report.machine());
        say("Warming up: the simulators run in this process, and the first objects are slower than all others.");
        if (!numbers("BENCH_N", "100 1000").isEmpty()) {
            Floor.measure(WARM_UP, 4);
        }
        var crowds = numbers("BENCH_FLOOR", "4 16 64");
        for (int machines : numbers("BENCH_N", "100 1000")) {
            say("N = %d: the operator …".formatted(machines));
            var operator = OperatorRun.measure(machines);
            var floors = new ArrayList<Floor>();
            for (int atATime : crowds) {
                say("N = %d: the bare client, %d VMs at a time …".formatted(machines, atATime));
                floors.add(Floor.measure(machines, atATime));
            }
            var report = new Report(machines, operator, floors);
            System.out.println(report.text());
            crowds = report.best().map(Floor::atATime).stream().toList();
        }
        others();
        networks();
        System.out.println(Report.machine());
    }

    /** What takes no number of VMs: {@code BENCH_TAKEOVERS} of each sort, {@code BENCH_FAULTY} specs. */
    private static void others() throws Exception {
        System.out.println("### Availability and fairness\n| Figure | Measured | Aim |\n|---|---|---|");
        for (int times : numbers("BENCH_TAKEOVERS", "10")) {
            say("Takeovers …");
            Takeover.measure(times).forEach(System.out::println);
        }
        for (int faulty : numbers("BENCH_FAULTY", "5000")) {
            say("Fairness …");
            Fairness.measure(faulty).forEach(System.out::println);
        }
    }

    private static void networks() throws Exception {
        for (int machines : numbers("BENCH_NETWORKED", "1000")) {
            say("Node networks …");
            System.out.println("### Node networks and addresses\n| Figure | Measured | Aim |\n|---|---|---|");
            Networked.measure(machines).forEach(System.out::println);
        }
    }

    private static List<Integer> numbers(String variable, String otherwise) {
        return Stream.of(Optional.ofNullable(System.getenv(variable))
                        .orElse(otherwise)
                        .strip()
                        .split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private static void say(String sentence) {
        System.err.println(sentence);
    }
}
