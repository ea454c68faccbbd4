package dev.novasphere.metrics;

import static dev.novasphere.metrics.Machines.at;
import static dev.novasphere.metrics.Machines.change;
import static dev.novasphere.metrics.Machines.machine;
import static dev.novasphere.metrics.Machines.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.DataVolumeStatus;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.ObservedDisk;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final WukongStatus CREATING = status("Creating", "False", "Starting", 1);
    private static final WukongStatus RUNNING = status("Running", "True", "Running", 30);
    private static final WukongStatus STOPPED = status("Stopped", "True", "Stopped", 60);
    private static final WukongStatus STARTING = status("Creating", "False", "Starting", 90);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Measures measures = new Measures(registry);
    private final MachineResource web = machine("a", "web");

    @Test
    void theFirstRunIsTimedFromTheCreationAndNoLaterOne() {
        told(WukongStatus.NONE, CREATING, 2);
        told(CREATING, RUNNING, 30);
        told(RUNNING, STOPPED, 60);
        told(STOPPED, STARTING, 90);
        told(STARTING, RUNNING, 95);
        assertThat(seconds("novasphere_machine_time_to_running_seconds")).containsExactly(30.0);
    }

    @Test
    void anOperatorThatWasRestartedBeforeTheFirstRunTimesItStill() {
        told(CREATING, RUNNING, 30);
        assertThat(seconds("novasphere_machine_time_to_running_seconds")).containsExactly(30.0);
    }

    @Test
    void anOperatorThatWasRestartedAfterTheFirstRunTimesNone() {
        told(STARTING, RUNNING, 95);
        told(RUNNING, STARTING, 96);
        told(STARTING, RUNNING, 99);
        assertThat(registry.find("novasphere_machine_time_to_running_seconds").timers())
                .isEmpty();
    }

    @Test
    void anOperatorThatWasRestartedDuringTheFirstRunTimesNoSecondOne() {
        told(status("Running", "False", "Starting", 1), CREATING, 40);
        told(CREATING, RUNNING, 50);
        assertThat(registry.find("novasphere_machine_time_to_running_seconds").timers())
                .isEmpty();
    }

    @Test
    void aMachineThatWasOffFirstIsNotTimed() {
        told(WukongStatus.NONE, STOPPED, 60);
        told(STOPPED, STARTING, 90);
        told(STARTING, RUNNING, 95);
        assertThat(registry.find("novasphere_machine_time_to_running_seconds").timers())
                .isEmpty();
    }

    @Test
    void everyPhaseIsTimedThatWasSeenToBeginAndToEnd() {
        told(WukongStatus.NONE, CREATING, 2);
        told(CREATING, status("Creating", "False", "Importing", 1), 10);
        told(CREATING, RUNNING, 30);
        told(RUNNING, STOPPED, 60);
        assertThat(seconds("novasphere_machine_phase_duration_seconds", "phase", "Pending"))
                .containsExactly(2.0);
        assertThat(seconds("novasphere_machine_phase_duration_seconds", "phase", "Creating"))
                .containsExactly(28.0);
        assertThat(seconds("novasphere_machine_phase_duration_seconds", "phase", "Running"))
                .containsExactly(30.0);
    }

    /** Another replica led meanwhile and moved the machine on. */
    @Test
    void aPhaseThatSomebodyElseEndedIsNotTimed() {
        told(WukongStatus.NONE, CREATING, 2);
        told(RUNNING, STOPPED, 60);
        assertThat(seconds("novasphere_machine_phase_duration_seconds", "phase", "Creating"))
                .isEmpty();
        assertThat(seconds("novasphere_machine_phase_duration_seconds", "phase", "Running"))
                .isEmpty();
    }

    @Test
    void aForgottenMachineLeavesNothingToMeasureBy() {
        told(WukongStatus.NONE, CREATING, 2);
        measures.forget(web);
        told(CREATING, RUNNING, 30);
        assertThat(seconds("novasphere_machine_phase_duration_seconds", "phase", "Creating"))
                .isEmpty();
    }

    /** Another replica may have run the machine meanwhile, and told of its first run. */
    @Test
    void whoNoLongerLeadsForgetsWhatWasBegun() {
        told(WukongStatus.NONE, CREATING, 2);
        measures.forgetAll();
        told(STARTING, RUNNING, 95);
        assertThat(registry.find("novasphere_machine_time_to_running_seconds").timers())
                .isEmpty();
        assertThat(seconds("novasphere_machine_phase_duration_seconds", "phase", "Creating"))
                .isEmpty();
    }

    @Test
    void anImportIsTimedFromItsStartToTheFilledDiskAndOnce() {
        saw("WaitForFirstConsumer", 1_000);
        saw("ImportScheduled", 2_000);
        saw("ImportInProgress", 2_010);
        saw("Paused", 2_015);
        saw("Succeeded", 2_040);
        saw("Succeeded", 2_050);
        assertThat(seconds("novasphere_image_import_duration_seconds")).containsExactly(40.0);
    }

    @Test
    void anImportThatIsFoundUnderWayIsTimedFromItsDataVolumesCreation() {
        saw("ImportInProgress", 50);
        saw("Succeeded", 70);
        assertThat(seconds("novasphere_image_import_duration_seconds")).containsExactly(70.0);
    }

    @Test
    void anImportThatIsFoundDoneIsNotTimed() {
        saw("Succeeded", 70);
        assertThat(registry.find("novasphere_image_import_duration_seconds").timers())
                .isEmpty();
    }

    private void told(WukongStatus before, WukongStatus after, long second) {
        measures.told(web, change(before, after), at(second));
    }

    private void saw(String phase, long second) {
        var volume = new DataVolume();
        volume.setMetadata(new ObjectMetaBuilder()
                .withUid("volume")
                .withCreationTimestamp(at(0).toString())
                .build());
        volume.setStatus(new DataVolumeStatus(phase, null, null, null, List.of()));
        var disk = new ObservedDisk(Optional.of(volume), Optional.empty());
        measures.saw(
                web,
                new Observed(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Map.of("system", disk),
                        Optional.empty(),
                        ClusterFacts.NONE,
                        Leases.NONE),
                at(second));
    }

    /** Every time that was recorded under a name, as long as there is one a timer. */
    private List<Double> seconds(String metric, String... tags) {
        return registry.find(metric).tags(tags).timers().stream()
                .peek(timer -> assertThat(timer.count()).isEqualTo(1))
                .map(timer -> timer.totalTime(TimeUnit.SECONDS))
                .toList();
    }
}
