package dev.novasphere.metrics;

import static dev.novasphere.metrics.Machines.at;
import static dev.novasphere.metrics.Machines.machine;
import static dev.novasphere.metrics.Machines.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.WukongStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MachineReadingsTest {
    private static final WukongStatus RUNNING = status("Running", "True", "Running", 30);

    @Test
    void machinesAreCountedByPhaseAndNamespaceAndEveryPhaseIsTold() {
        var readings = readings(10, machine("a", "one", RUNNING), machine("a", "two"), machine("b", "three", RUNNING));
        assertThat(readings)
                .contains(
                        Reading.of(Metric.MACHINES, 1, "Wukong", "a", "Running"),
                        Reading.of(Metric.MACHINES, 1, "Wukong", "a", "Pending"),
                        Reading.of(Metric.MACHINES, 0, "Wukong", "a", "Error"),
                        Reading.of(Metric.MACHINES, 1, "Wukong", "b", "Running"))
                .filteredOn(reading -> reading.metric() == Metric.MACHINES)
                .hasSize(12);
    }

    @Test
    void theTwoKindsAreCountedApart() {
        var profile = new VirtualMachineProfile();
        profile.setMetadata(machine("a", "old").getMetadata());
        profile.setStatus(RUNNING);
        assertThat(readings(10, machine("a", "one", RUNNING), profile))
                .contains(
                        Reading.of(Metric.MACHINES, 1, "Wukong", "a", "Running"),
                        Reading.of(Metric.MACHINES, 1, "VirtualMachineProfile", "a", "Running"));
    }

    @Test
    void theEldestThatIsNotReadyGivesTheAgeOfItsGroup() {
        var older = machine("a", "older", status("Creating", "False", "Importing", 10));
        var younger = machine("a", "younger", status("Creating", "False", "Importing", 50));
        assertThat(readings(10, older, younger, machine("a", "fine", RUNNING)))
                .filteredOn(reading -> reading.metric() != Metric.MACHINES)
                .containsExactly(
                        Reading.of(Metric.MACHINES_NOT_READY, 2, "Wukong", "a", "Creating", "Importing"),
                        Reading.of(Metric.NOT_READY_OLDEST, 90, "Wukong", "a", "Creating", "Importing"));
    }

    @Test
    void beyondTheBoundNamespacesAreSummedTheSmallestFirst() {
        var machines = new ArrayList<MachineResource>();
        IntStream.range(0, 1_000).forEach(i -> machines.add(machine("small-" + i, "one", RUNNING)));
        IntStream.range(0, 3).forEach(i -> machines.add(machine("zz-large", "vm-" + i, RUNNING)));
        var readings = MachineReadings.of(machines, 2, at(100));
        assertThat(readings)
                .hasSize(3 * 6)
                .contains(
                        Reading.of(Metric.MACHINES, 3, "Wukong", "zz-large", "Running"),
                        Reading.of(Metric.MACHINES, 1, "Wukong", "small-0", "Running"),
                        Reading.of(Metric.MACHINES, 999, "Wukong", "_other", "Running"));
    }

    /** Whoever can write a status could otherwise fill Prometheus. */
    @Test
    void aReasonThatIsNotOursIsNotTold() {
        assertThat(readings(10, machine("a", "one", status("Nonsense", "False", "Made up", 10))))
                .contains(Reading.of(Metric.MACHINES_NOT_READY, 1, "Wukong", "a", "Pending", "_other"));
    }

    @Test
    void nothingIsLeftOfWhatIsGone() {
        assertThat(readings(10)).isEmpty();
    }

    private static List<Reading> readings(int namespaces, MachineResource... machines) {
        return MachineReadings.of(List.of(machines), namespaces, at(100));
    }
}
