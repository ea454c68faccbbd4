package dev.novasphere.apiserver;

import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A namespace with one Wukong, {@code web}: what its user asks for, what others do to it, and what is seen of it. */
final class Story {
    static final String NAME = "web";
    static final String MACHINE = "web-vm";

    /** Longer than the operator waits after a refusal. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final Tenant tenant;

    private Story(KubernetesClient client, Tenant tenant) {
        this.client = client;
        this.tenant = tenant;
    }

    /** A story on a testbed, in a namespace whose name begins with a word. */
    static Story of(Testbed testbed, String word) {
        var client = testbed.plane().adminClient();
        return new Story(client, Tenant.of(client, word));
    }

    String namespace() {
        return tenant.namespace();
    }

    KubernetesClient client() {
        return client;
    }

    /** Applies the Wukong with this spec, given as YAML. */
    void ask(String spec) {
        askWith("labels: {}", spec);
    }

    /** Applies the Wukong with more metadata than its name. */
    void askWith(String metadata, String spec) {
        apply(NAME, metadata, spec);
    }

    /** Applies a Wukong of another name. */
    void ask(String name, String spec) {
        apply(name, "labels: {}", spec);
    }

    private void apply(String name, String metadata, String spec) {
        tenant.apply("apiVersion: vm.novasphere.dev/v1alpha1\nkind: Wukong\nmetadata:\n  name: " + name + "\n"
                + metadata.strip().indent(2) + "spec:\n" + spec.strip().indent(2));
    }

    /** Applies the Wukong and waits until it runs. */
    Wukong run(String spec) throws Exception {
        ask(spec);
        return tenant.waitForRunning(NAME);
    }

    /** Changes an object as somebody with kubectl would, by a merge patch. */
    void somebodyChanges(Class<? extends HasMetadata> kind, String name, String json) {
        client.resources(kind)
                .inNamespace(namespace())
                .withName(name)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("somebody")
                                .build(),
                        json);
    }

    void somebodyDeletes(HasMetadata object) {
        client.resource(object).delete();
    }

    /** Waits until the Wukong's status is as wanted. */
    WukongStatus status(String what, Predicate<WukongStatus> wanted) throws Exception {
        return status(NAME, what, wanted);
    }

    WukongStatus status(String name, String what, Predicate<WukongStatus> wanted) throws Exception {
        return tenant.waitFor(name, what, wanted).getStatus();
    }

    /** Waits until the status speaks of the present spec and says Running and Ready. */
    WukongStatus settled() throws Exception {
        return settled("Running and Ready with the present spec", Tenant::isRunning);
    }

    /** Waits until the status speaks of the present spec and is as wanted. */
    WukongStatus settled(String what, Predicate<WukongStatus> wanted) throws Exception {
        return Eventually.see(
                        what,
                        PATIENCE,
                        this::wukong,
                        web -> web.getStatus() != null
                                && web.getMetadata()
                                        .getGeneration()
                                        .equals(web.getStatus().observedGeneration())
                                && wanted.test(web.getStatus()))
                .getStatus();
    }

    Wukong wukong() {
        return tenant.get(Wukong.class, NAME).orElseThrow();
    }

    VirtualMachine machine() {
        return tenant.get(VirtualMachine.class, MACHINE).orElseThrow();
    }

    /** Waits until the VirtualMachine is as wanted. */
    VirtualMachine machine(String what, Predicate<VirtualMachine> wanted) throws Exception {
        return see(
                        what,
                        () -> tenant.get(VirtualMachine.class, MACHINE),
                        vm -> vm.filter(wanted).isPresent())
                .orElseThrow();
    }

    VirtualMachineInstance instance() {
        return tenant.get(VirtualMachineInstance.class, MACHINE).orElseThrow();
    }

    /** Waits until the running instance is as wanted. */
    VirtualMachineInstance instance(String what, Predicate<VirtualMachineInstance> wanted) throws Exception {
        return see(
                        what,
                        () -> tenant.get(VirtualMachineInstance.class, MACHINE),
                        vmi -> vmi.filter(wanted).isPresent())
                .orElseThrow();
    }

    List<NetworkAttachmentDefinition> attachments() {
        return all(NetworkAttachmentDefinition.class);
    }

    List<Secret> secrets() {
        return all(Secret.class);
    }

    /** The claim of a disk. */
    PersistentVolumeClaim claim(String disk) {
        return ofDisk(PersistentVolumeClaim.class, disk);
    }

    /** The DataVolume of a disk. */
    DataVolume dataVolume(String disk) {
        return ofDisk(DataVolume.class, disk);
    }

    private <T extends HasMetadata> T ofDisk(Class<T> kind, String disk) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().startsWith(NAME + "-" + disk + "-"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind.getSimpleName() + " of disk " + disk));
    }

    private <T extends HasMetadata> List<T> all(Class<T> kind) {
        return client.resources(kind).inNamespace(namespace()).list().getItems();
    }

    /** Waits until what is looked at is as wanted. */
    <T> T see(String what, Callable<T> look, Predicate<T> wanted) throws Exception {
        return Eventually.see(what, PATIENCE, look, wanted);
    }

    /** The reasons and messages of all events in the namespace. */
    List<String> events() {
        return client.v1().events().inNamespace(namespace()).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("Wukong"))
                .map(Story::words)
                .toList();
    }

    private static String words(Event event) {
        return event.getType() + " " + event.getReason() + ": " + event.getMessage();
    }

    /** The resourceVersion of every child, by kind and name. */
    Map<String, String> versions() {
        return children(child -> child.getMetadata().getResourceVersion());
    }

    /** The uid of every child, by kind and name. */
    Map<String, String> uids() {
        return children(child -> child.getMetadata().getUid());
    }

    private Map<String, String> children(Function<HasMetadata, String> value) {
        return Stream.of(
                        VirtualMachine.class,
                        NetworkAttachmentDefinition.class,
                        DataVolume.class,
                        PersistentVolumeClaim.class,
                        Secret.class)
                .flatMap(kind -> all(kind).stream())
                .filter(child -> !child.getMetadata().getName().startsWith("prime-"))
                .collect(Collectors.toMap(
                        child -> child.getKind() + " " + child.getMetadata().getName(),
                        value,
                        (a, _) -> a,
                        TreeMap::new));
    }
}
