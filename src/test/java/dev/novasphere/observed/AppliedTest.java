package dev.novasphere.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.observed.Refusal.Cause;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppliedTest {
    private static final Refusal CLAIM =
            new Refusal("PersistentVolumeClaim", "web-data", Cause.NAME_CONFLICT, "It is a stranger's.");
    private static final Refusal MACHINE =
            new Refusal("VirtualMachine", "web-vm", Cause.NAME_CONFLICT, "It is a stranger's.");

    @Test
    void aRefusedPartThatIsNotOursIsMissing() {
        assertThat(refused(MACHINE, CLAIM).missingPart(with(Map.of()))).contains(CLAIM);
    }

    @Test
    void aPartThatIsOursAndMayOnlyNotBeChangedIsThere() {
        var claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("web-data")
                .endMetadata()
                .build();
        var disk = new ObservedDisk(Optional.empty(), Optional.of(claim));
        assertThat(refused(CLAIM).missingPart(with(Map.of("data", disk)))).isEmpty();
    }

    @Test
    void theMachineItselfIsNoPart() {
        assertThat(refused(MACHINE).missingPart(with(Map.of()))).isEmpty();
    }

    private static Applied refused(Refusal... refusals) {
        return new Applied(Set.of(), List.of(refusals), List.of());
    }

    private static Observed with(Map<String, ObservedDisk> disks) {
        return new Observed(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                disks,
                Optional.empty(),
                ClusterFacts.NONE,
                Leases.NONE);
    }
}
