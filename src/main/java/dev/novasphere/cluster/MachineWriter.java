package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Writes the VirtualMachine and, before it, the Secret that it names. */
final class MachineWriter {
    private final KubernetesClient client;
    private final Pass pass;
    private final Keeper keeper;
    private final LateStart lateStart;

    MachineWriter(KubernetesClient client, Pass pass, Keeper keeper, LateStart lateStart) {
        this.client = client;
        this.pass = pass;
        this.keeper = keeper;
        this.lateStart = lateStart;
    }

    void write(MachineResource owner, DesiredState desired, Observed observed) {
        var there = observed.virtualMachine();
        if (there.isPresent() ? !desired.mayChange() : !desired.mayCreate()) {
            return;
        }
        var secretIsDue = there.filter(desired::cloudInitIsRememberedBy).isEmpty() || lateStart.isDue(owner, observed);
        if (secretIsDue && !createSecret(desired)) {
            return; // A VM without its Secret would hang in Starting; the refusal says why there is none.
        }
        desired.outdatedSecrets().forEach(name -> deleteSecret(owner, name));
        var written = keeper.keep(desired.virtualMachine(), there);
        if (written && there.isEmpty()) {
            desired.emptyBootDisk()
                    .ifPresent(disk -> pass.note(
                            "BootDiskEmpty",
                            "Disk \"%s\" is the boot disk and has no image: the guest finds nothing to start until somebody installs a system."
                                    .formatted(disk)));
        }
        if (written) {
            there.flatMap(machine -> powerTaken(machine, desired))
                    .ifPresent(message -> pass.note("RunStrategyRestored", message));
        }
    }

    /**
     * Nothing may look whether it is there. The name is made of the content and the owner's uid: one that is there
     * already is the one that we want.
     */
    private boolean createSecret(DesiredState desired) {
        var secret = desired.cloudInit();
        return pass.send(secret, () -> {
            try {
                client.resource(secret).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
        });
    }

    private void deleteSecret(MachineResource owner, String name) {
        client.secrets().inNamespace(owner.namespace()).withName(name).delete();
    }

    /** {@code virtctl start} and {@code stop} rewrite the run strategy; the spec is the truth, and people are told how. */
    private static Optional<String> powerTaken(VirtualMachine there, DesiredState desired) {
        var wanted = desired.virtualMachine().getSpec().runStrategy();
        var found = there.getSpec().runStrategy();
        if (wanted == null || wanted.equals(found) || !ownedByOthers(there)) {
            return Optional.empty();
        }
        return Optional.of(
                "Somebody set the run strategy of VirtualMachine %s to %s; the spec says %s, which is in force again. To stop a VM, set startStrategy.runStrategy to Halted; to let people decide, to Manual."
                        .formatted(there.getMetadata().getName(), found, wanted));
    }

    private static boolean ownedByOthers(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> !FieldManager.NAME.equals(entry.getManager()))
                .anyMatch(SharedManagedFields::ownsRunStrategy);
    }
}
