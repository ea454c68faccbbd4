package dev.novasphere.demo;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Starts everything, applies three examples, shows them come up, and stays until Ctrl-C (or ends, with ONCE=1). */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Demo() {}

    /** Ends with code 0, or with 1 and the reason. */
    public static void main(String[] arguments) {
        int code = 1;
        try {
            code = run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            Screen.say("The demo did not work: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
        System.exit(code); // The client's threads would keep this process alive.
    }

    private static int run() throws IOException, InterruptedException {
        Screen.say(
                "Starting a real Kubernetes control plane (etcd, kube-apiserver, kube-controller-manager) on loopback …");
        try (var testbed = Testbed.start(PlatformOptions.of(Pace.human()))) {
            var log = OperatorLog.of(testbed.operatorLog());
            Screen.say(testbed.crds());
            Screen.say("KubeVirt, CDI and the volumes are simulated: there is no hardware here.");
            Screen.say("Starting the packaged operator as the ServiceAccount novasphere-operator …");
            try (var operator = testbed.startOperator()) {
                Screen.say("The operator is ready after %.1f s. Its log: %s"
                        .formatted(operator.readyAfter().toMillis() / 1000.0, operator.log()));
                return show(testbed, log);
            }
        }
    }

    private static int show(Testbed testbed, OperatorLog log) throws IOException, InterruptedException {
        var client = testbed.plane().adminClient();
        DemoExamples.apply(client);
        Screen.say("Applied three examples. Each line below is a change:");
        if (!watch(client)) {
            Screen.say("Not every VM runs. What their conditions say:");
            culprits(machines(client)).forEach(machine -> Screen.print(DemoTable.conditions(machine)));
            log.keep();
            return 1;
        }
        Screen.say("All run. What one YAML became:");
        DemoTable.children(client, DemoExamples.NAMESPACE).forEach(Screen::print);
        if (endsByItself()) {
            return 0;
        }
        Screen.say("Try it by hand in another terminal, then end this one with Ctrl-C:");
        ByHand.lines(testbed.plane(), System.getenv("PATH")).forEach(Screen::print);
        new CountDownLatch(1).await();
        return 0;
    }

    /** The machines that are refused; where none is, those that do not run. */
    private static List<? extends MachineResource> culprits(List<? extends MachineResource> machines) {
        var refused = machines.stream().filter(DemoTable::isRefused).toList();
        return refused.isEmpty()
                ? machines.stream()
                        .filter(machine -> !DemoTable.isReady(machine))
                        .toList()
                : refused;
    }

    private static boolean endsByItself() {
        var once = System.getenv("ONCE");
        return once != null && !once.isEmpty() && !once.equals("0");
    }

    /** Whether all came up in time; a machine that is refused never will. */
    private static boolean watch(KubernetesClient client) {
        var end = Instant.now().plus(PATIENCE);
        var table = new DemoTable();
        while (Instant.now().isBefore(end)) {
            var machines = machines(client);
            table.show(machines);
            if (machines.size() == DemoExamples.COUNT && machines.stream().allMatch(DemoTable::isReady)) {
                return true;
            }
            if (machines.stream().anyMatch(DemoTable::isRefused)) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        }
        return false;
    }

    private static List<? extends MachineResource> machines(KubernetesClient client) {
        return Stream.concat(
                        client.resources(Wukong.class).inAnyNamespace().list().getItems().stream(),
                        client.resources(VirtualMachineProfile.class).inAnyNamespace().list().getItems().stream())
                .toList();
    }
}
