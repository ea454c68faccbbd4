package dev.novasphere.guard;

import static dev.novasphere.guard.BadInput.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.Wukong;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.guard.BadInput.Attempt;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.Holds;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What has been tried, or might be, against operators of this kind, by somebody who may only create, update and get
 * Wukongs in one namespace. Each input has the stated result; after all of them nothing outside the namespace has
 * changed, no secret is where it was not, and the operator has not even been started again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputsIT {
    private static final int INPUTS = 48;

    private static final int AT_ONCE = 20;
    private static final int A_SECOND = 10;
    private static final int FIRST = 1;
    private static final int LAST = Integer.MAX_VALUE;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String LABELS =
            "labels: {app.kubernetes.io/managed-by: novasphere, vm.novasphere.dev/kind: Wukong, vm.novasphere.dev/name: poison, vm.novasphere.dev/uid: \"\", vm.novasphere.dev/disk: none}";
    private static final List<String> POISON = List.of("""
            apiVersion: k8s.cni.cncf.io/v1
            kind: NetworkAttachmentDefinition
            metadata: {name: poison, %s}
            spec: {config: '[[[{"type":'}
            """, """
            apiVersion: k8s.cni.cncf.io/v1
            kind: NetworkAttachmentDefinition
            metadata: {name: empty-poison, %s}
            """, """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: poison, %s}
            spec: {running: false, template: {spec: {domain: {memory: {guest: 67108864}, devices: {}}, volumes: []}}}
            """, """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: poison, %s}
            spec: {storageClassName: "", volumeMode: Block, accessModes: [ReadOnlyMany], resources: {requests: {storage: "1"}}}
            """).stream()
            .map(yaml -> yaml.formatted(LABELS))
            .toList();

    private static Scene scene;
    private static Map<String, String> before;

    @BeforeAll
    static void prepare() throws Exception {
        scene = Scene.prepare();
        before = Eventually.see(
                "the other tenants are at rest", PATIENCE, BadInputsIT::outside, seen -> seen.equals(outside()));
    }

    private static Map<String, String> outside() {
        return Surroundings.outside(scene.admin(), scene.home().namespace());
    }

    @AfterAll
    static void end() throws Exception {
        scene.close();
    }

    @Test
    @Order(FIRST)
    void everyInputHasAFileAndEveryStoryATest() {
        assertThat(BadInput.all())
                .extracting(BadInput::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, INPUTS).boxed().toList());
        assertThat(BadInput.all().stream().flatMap(input -> input.attempts().stream()))
                .filteredOn(attempt -> attempt.result().equals("story"))
                .extracting(Attempt::says)
                .isSubsetOf(Stream.of(BadInputsIT.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName)
                        .toList());
    }

    @TestFactory
    @Order(FIRST)
    Stream<DynamicTest> everyInputHasItsResult() {
        var results = new Results(scene, scene.namesOfOthers());
        return BadInput.all().stream()
                .flatMap(input -> input.attempts().stream()
                        .map(attempt -> DynamicTest.dynamicTest(
                                input.name() + " " + (input.attempts().indexOf(attempt) + 1),
                                () -> results.check(attempt))));
    }

    /** ConflictIT tells it of each kind; a Secret's name cannot be known before, for it holds the owner's uid. */
    @Test
    void aForeignObjectOfAChildsNameStaysAsItIs() throws Exception {
        var claim = Inventory.claim(scene.home(), "input-38", "data");
        var foreign = scene.home().apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, labels: {app.kubernetes.io/managed-by: somebody}}
                spec: {storageClassName: never-provisions, accessModes: [ReadWriteOnce], resources: {requests: {storage: 7Gi}}}
                """.formatted(claim));
        scene.visitor().send(story("aForeignObjectOfAChildsNameStaysAsItIs"));
        scene.home()
                .waitFor("input-38", "it is told", status -> Tenant.because(status, "VolumesBound", "NameConflict"));
        assertThat(scene.admin().resource(foreign).get()).isEqualTo(foreign);
        assertThat(scene.admin().resource(foreign).get().getMetadata().getResourceVersion())
                .isEqualTo(foreign.getMetadata().getResourceVersion());
    }

    @Test
    void forgedMarksAreIgnored() throws Exception {
        var made = scene.visitor().send(story("forgedMarksAreIgnored"));
        var running = scene.home().waitForRunning("input-41");
        assertThat(running.getStatus().vmName()).isEqualTo("input-41-vm");
        assertThat(children("input-41"))
                .isNotEmpty()
                .allSatisfy(child -> assertThat(Labels.value(child, Labels.UID))
                        .contains(made.getMetadata().getUid()));
        assertThat(Inventory.objects(scene.victim(), Labels.NAME, "victim")).isEmpty();
    }

    /** Kubernetes' garbage collector deletes what names an owner that does not exist. */
    @Test
    void aForgedOwnerTakesItsOwnObjectAway() throws Exception {
        var yaml = story("aForgedOwnerTakesItsOwnObjectAway");
        scene.visitor().send(yaml);
        Eventually.see("it is gone", PATIENCE, () -> scene.visitor().stored(yaml), Optional::isEmpty);
        Eventually.see("and its children", PATIENCE, () -> children("input-41-owned"), List::isEmpty);
    }

    @Test
    void ourFinalizerFromSomebodyElseHoldsNothingBack() throws Exception {
        scene.visitor().send(story("ourFinalizerFromSomebodyElseHoldsNothingBack"));
        scene.home().waitForRunning("input-42-1");
        scene.home().delete(Wukong.class, "input-42-1");
        nothingIsLeftOf("input-42-1");
    }

    /** What it had of the nodes can be had by others again. */
    @Test
    void aFinalizerTakenOffHalfWayLeavesNothingForGood() throws Exception {
        var yaml = story("aFinalizerTakenOffHalfWayLeavesNothingForGood");
        scene.visitor().send(yaml);
        scene.home().waitForRunning("input-42-2");
        Holds.put(scene.home(), VirtualMachine.class, "input-42-2-vm");
        scene.home().askToDelete(Wukong.class, "input-42-2", DeletionPropagation.BACKGROUND);
        scene.home().waitFor("input-42-2", "it waits", status -> "Deleting".equals(status.phase()));
        scene.visitor().send(yaml); // Without the finalizer.
        scene.home().waitUntilGone(Wukong.class, "input-42-2");
        Holds.release(scene.home(), VirtualMachine.class, "input-42-2-vm");
        scene.home().waitUntilGone(VirtualMachineInstance.class, "input-42-2-vm");

        scene.home().apply(yaml.replace("input-42-2", "input-42-heir"));
        scene.home().waitForRunning("input-42-heir");
        scene.home().delete(Wukong.class, "input-42-heir");
        nothingIsLeftOf("input-42-2");
        nothingIsLeftOf("input-42-heir");
    }

    private static void nothingIsLeftOf(String name) throws Exception {
        Eventually.see(
                "nothing is left of " + name,
                PATIENCE,
                () -> Stream.concat(
                                children(name).stream(),
                                Stream.<Class<? extends HasMetadata>>of(
                                                AddressLease.class, NodeNetworkConfigurationPolicy.class)
                                        .flatMap(kind -> scene
                                                .admin()
                                                .resources(kind)
                                                .withLabel(Labels.NAME, name)
                                                .list()
                                                .getItems()
                                                .stream()))
                        .toList(),
                List::isEmpty);
    }

    @Test
    void nothingOfTheFormerOneIsUsed() throws Exception {
        var yaml = story("nothingOfTheFormerOneIsUsed");
        scene.visitor().send(yaml);
        scene.home().waitForRunning("input-44");
        var former = uids("input-44");
        scene.home().askToDelete(Wukong.class, "input-44", DeletionPropagation.BACKGROUND);
        var again = Eventually.see(
                "it is made again as soon as its name is free", PATIENCE, () -> create(yaml), uid -> !uid.isEmpty());
        scene.home().waitForRunning("input-44");
        assertThat(children("input-44"))
                .isNotEmpty()
                .allSatisfy(child -> assertThat(Labels.value(child, Labels.UID)).contains(again));
        assertThat(uids("input-44")).isNotEmpty().doesNotContainAnyElementsOf(former);
    }

    /** The uid of a new object; empty while there is still the old one. */
    private static String create(String yaml) {
        return scene.visitor().stored(yaml).isPresent()
                ? ""
                : scene.visitor().send(yaml).getMetadata().getUid();
    }

    @Test
    void anUnknownFieldIsDroppedWithAWarning() throws Exception {
        var yaml = story("anUnknownFieldIsDroppedWithAWarning");
        var answer = scene.visitor().post(yaml);
        assertThat(answer.code()).isEqualTo(HttpURLConnection.HTTP_CREATED);
        assertThat(answer.header("Warning")).contains("unknown field \\\"spec.privileged\\\"");
        assertThat(scene.visitor().stored(yaml).orElseThrow().<Object>get("spec", "privileged"))
                .isNull();
        scene.home().waitForRunning("input-46");
    }

    /** How often the operator follows is for its own pace to say, 20 at once and then ten a second, and not for the visitor's. */
    @Test
    void aSpecThatNeverRestsDelaysNobody() throws Exception {
        var yaml = story("aSpecThatNeverRestsDelaysNobody");
        scene.visitor().send(yaml);
        try (var flips = Flips.of(scene.visitor(), yaml)) {
            scene.victim().apply(Scene.machine("beside"));
            scene.victim().waitForRunning("beside");
            flips.await(500);
        }
        var writes = new AuditLog(scene.bed().plane().auditLog())
                .about(scene.home().namespace()).stream()
                        .filter(request -> request.isOperators() && request.isWrite())
                        .filter(request -> request.name().equals("input-43-vm"))
                        .map(AuditLog.Request::received)
                        .toList();
        var seconds = Duration.between(writes.getFirst(), writes.getLast()).toSeconds() + 1;
        assertThat(writes).hasSizeLessThan((int) (2 * AT_ONCE + A_SECOND * seconds));
        scene.home()
                .waitFor(
                        "input-43",
                        "the last word is obeyed",
                        status -> Tenant.isRunning(status) || Tenant.because(status, "Ready", "RestartRequired"));
        scene.victim().delete(Wukong.class, "beside");
    }

    /** Somebody with more rights makes them; they carry our labels, so that the operator cannot overlook them. */
    @Test
    void poisonDoesNotStopTheOperator() throws Exception {
        POISON.forEach(scene.home()::apply);
        scene.visitor().send(story("poisonDoesNotStopTheOperator"));
        scene.home().waitForRunning("input-45");
        assertThat(scene.operator().waitForEnd(Duration.ZERO)).isEmpty();
    }

    /** What the visitor may not do at all, so that the inputs are all that there is to try. */
    @Test
    @Order(FIRST)
    void theVisitorMayDoNothingElse() {
        assertThat(List.of(
                        "virtualmachines.kubevirt.io",
                        "secrets",
                        "persistentvolumeclaims",
                        "pods",
                        "namespaces",
                        "network-attachment-definitions.k8s.cni.cncf.io",
                        "nodenetworks.vm.novasphere.dev",
                        "addressleases.vm.novasphere.dev",
                        "nodenetworkconfigurationpolicies.nmstate.io"))
                .noneMatch(kind -> scene.visitor().may("create", kind))
                .noneMatch(kind -> scene.visitor().may("get", kind));
        assertThat(scene.visitor().may("delete", "wukongs.vm.novasphere.dev")).isFalse();
        assertThat(scene.visitor().may("create", "wukongs.vm.novasphere.dev")).isTrue();
    }

    /**
     * To the byte, versions included. Left out are the Lease that the operator renews all the time, and Events, which go by
     * themselves after an hour.
     */
    @Test
    @Order(LAST - 2)
    void nothingOutsideHasChanged() {
        assertThat(before).hasSizeGreaterThan(50);
        assertThat(Surroundings.differences(before, outside())).isEmpty();
    }

    /** The visitor's own user data stands in the visitor's own object; the rest is in Secrets alone, or nowhere. */
    @Test
    @Order(LAST - 1)
    void noSecretIsWhereItWasNot() throws Exception {
        var holders = Surroundings.everything(scene.admin()).entrySet().stream()
                .filter(object -> object.getValue().contains("canary"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(holders)
                .filteredOn(holder -> !holder.startsWith("Secret "))
                .containsExactly("Wukong home-of-mallory/input-09-1");
        var log = Files.readString(scene.bed().operatorLog());
        assertThat(log).contains("input-09-1").doesNotContain("canary");
    }

    @Test
    @Order(LAST)
    void theOperatorWasNeverStartedAgainAndServesTheOthers() throws Exception {
        assertThat(scene.operator().waitForEnd(Duration.ZERO)).isEmpty();
        scene.victim().apply(Scene.machine("afterwards"));
        scene.victim().waitForRunning("afterwards");
    }

    private static List<HasMetadata> children(String name) {
        return Inventory.objects(scene.home(), Labels.NAME, name)
                .filter(child -> !child.getKind().equals("VirtualMachineInstance"))
                .toList();
    }

    private static List<String> uids(String name) {
        return children(name).stream()
                .map(child -> child.getMetadata().getUid())
                .collect(Collectors.toList());
    }
}
