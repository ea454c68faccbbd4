package dev.novasphere.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A namespace with one Wukong, {@code web}: what its user asks for, what others do to it, and what is seen of it. Objects
 * are seen as JSON, at JSON pointers, with all their fields.
 */
record Story(Tenant tenant) {
    static final String NAME = "web";
    static final String MACHINE = "web-vm";

    /** What is smallest: the pod network and no disk. */
    static final String SMALL = """
            cpu: 1
            memory: 1Gi
            """;

    /** A child of each kind. */
    static final String WITH_ALL_CHILDREN = SMALL + """
            networks:
              - {name: front, type: bridge, bridgeName: br-front}
            disks:
              - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
            """;

    /** Longer than the operator waits after a refusal. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    String namespace() {
        return tenant.namespace();
    }

    /** Applies the Wukong with this spec, given as YAML. */
    void ask(String spec) {
        askWith("labels: {}", spec);
    }

    /** Applies the Wukong with more metadata than its name. */
    void askWith(String metadata, String spec) {
        tenant.apply("apiVersion: vm.novasphere.dev/v1alpha1\nkind: Wukong\nmetadata:\n  name: " + NAME + "\n"
                + metadata.strip().indent(2) + "spec:\n" + spec.strip().indent(2));
    }

    /** Applies the Wukong and waits until it runs. */
    void run(String spec) throws Exception {
        ask(spec);
        tenant.waitForRunning(NAME);
    }

    /** Makes an object that is not ours. */
    void somebodyMakes(Kind kind, String name, String yaml) {
        tenant.apply("apiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n%s"
                .formatted(kind.apiVersion(), kind.kind(), name, yaml));
    }

    /** Changes an object as somebody with kubectl would, by a merge patch. */
    void somebodyChanges(Kind kind, String name, String json) {
        var context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("somebody")
                .build();
        resource(kind, name).patch(context, json);
    }

    void somebodyDeletes(Kind kind, String name) {
        resource(kind, name).delete();
    }

    /** Waits until the status is as wanted. */
    WukongStatus status(String what, Predicate<WukongStatus> wanted) throws Exception {
        return tenant.waitFor(NAME, what, wanted).getStatus();
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

    /** The message of a condition. */
    String message(String condition) {
        return wukong().getStatus().condition(condition).orElseThrow().getMessage();
    }

    JsonNode machine() {
        return json(Kind.MACHINE, MACHINE);
    }

    /** Waits until the VirtualMachine is as wanted. */
    JsonNode machine(String what, Predicate<JsonNode> wanted) throws Exception {
        return see(what, this::machine, wanted);
    }

    JsonNode instance() {
        return json(Kind.INSTANCE, MACHINE);
    }

    /** Waits until the running instance is as wanted. */
    JsonNode instance(String what, Predicate<JsonNode> wanted) throws Exception {
        return see(what, this::instance, wanted);
    }

    /** The name of the claim, and of the DataVolume, of a disk. */
    String disk(String disk) {
        return Inventory.claim(tenant, NAME, disk);
    }

    /** An object; missing if there is none. */
    JsonNode json(Kind kind, String name) {
        var object = resource(kind, name).get();
        return object == null ? MissingNode.getInstance() : json(object);
    }

    /** All objects of a kind in the namespace, without the claims that CDI makes for itself. */
    Stream<JsonNode> all(Kind kind) {
        return tenant
                .client()
                .genericKubernetesResources(kind.context())
                .inNamespace(namespace())
                .list()
                .getItems()
                .stream()
                .map(Story::json)
                .filter(object -> !name(object).startsWith("prime-"));
    }

    /** The names of all objects of a kind in the namespace. */
    List<String> names(Kind kind) {
        return all(kind).map(Story::name).toList();
    }

    /** A value of every object in the namespace that the operator makes, by kind and name. */
    Map<String, String> children(String pointer) {
        var values = new TreeMap<String, String>();
        Stream.of(Kind.MACHINE, Kind.ATTACHMENT, Kind.DATA_VOLUME, Kind.CLAIM, Kind.SECRET)
                .forEach(kind -> all(kind)
                        .forEach(child -> values.put(
                                kind + " " + name(child), child.at(pointer).asText())));
        return values;
    }

    /** Type, reason and message of all Events about the Wukong. */
    List<String> events() {
        return Inventory.events(tenant, NAME).stream()
                .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
                .toList();
    }

    /** Waits for an Event about the Wukong that begins so: Events are written after the status that they tell of. */
    void isAnnounced(String beginning) throws Exception {
        see(
                "an event " + beginning,
                this::events,
                events -> events.stream().anyMatch(event -> event.startsWith(beginning)));
    }

    /** Waits until what is looked at is as wanted. */
    <T> T see(String what, Callable<T> look, Predicate<T> wanted) throws Exception {
        return Eventually.see(what, PATIENCE, look, wanted);
    }

    static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static JsonNode json(GenericKubernetesResource object) {
        try {
            return JSON.readTree(Serialization.asJson(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An object of the API server is no JSON.", e);
        }
    }

    private Resource<GenericKubernetesResource> resource(Kind kind, String name) {
        return tenant.client()
                .genericKubernetesResources(kind.context())
                .inNamespace(namespace())
                .withName(name);
    }
}
