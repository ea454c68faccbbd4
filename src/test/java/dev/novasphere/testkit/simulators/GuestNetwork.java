package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a guest does with the network data it is given: it takes the static addresses of the entry that matches an
 * interface's MAC, and where DHCP is asked for, a lease that depends on the MAC alone.
 */
final class GuestNetwork {

    private final KubernetesClient client;
    private final Map<String, List<String>> configured = new ConcurrentHashMap<>();

    GuestNetwork(KubernetesClient client) {
        this.client = client;
    }

    /** What a guest has configured at its boot stays until it ends. */
    List<String> addresses(GenericKubernetesResource instance, String mac) {
        return configured.computeIfAbsent(instance.getMetadata().getUid() + " " + mac, _ -> configure(instance, mac));
    }

    private List<String> configure(GenericKubernetesResource instance, String mac) {
        var entry = networkData(instance)
                .flatMap(data -> data.at("ethernets").map().keySet().stream()
                        .map(name -> data.at("ethernets", name))
                        .filter(e -> e.is(mac, "match", "macaddress"))
                        .findFirst());
        var fixed = entry.flatMap(e -> e.value("addresses"))
                .map(list -> ((List<?>) list)
                        .stream().map(a -> a.toString().split("/", 2)[0]).toList())
                .orElse(List.of());
        return fixed.isEmpty() ? List.of(lease(mac)) : fixed;
    }

    private Optional<Tree> networkData(GenericKubernetesResource instance) {
        return Tree.of(instance).items("spec", "volumes").stream()
                .filter(volume -> volume.has("cloudInitNoCloud"))
                .map(volume -> volume.at("cloudInitNoCloud"))
                .findFirst()
                .flatMap(source -> source.text("networkData")
                        .or(() -> source.text("networkDataSecretRef", "name")
                                .flatMap(name -> secret(instance.getMetadata().getNamespace(), name))))
                .map(yaml -> new Tree(parse(yaml)));
    }

    private Optional<String> secret(String namespace, String name) {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                .flatMap(secret -> Optional.ofNullable(secret.getData().get("networkdata"))
                        .or(() -> Optional.ofNullable(secret.getData().get("networkData"))))
                .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String yaml) {
        return Serialization.unmarshal(yaml, LinkedHashMap.class);
    }

    private static String lease(String mac) {
        int n = mac.hashCode() & 0xffff;
        return "192.168.%d.%d".formatted(n >> 8, 2 + (n & 0xff) % 250);
    }

    /** The MAC of an interface for which the spec has none. */
    static String madeUp(GenericKubernetesResource instance, String name) {
        int n = (instance.getMetadata().getUid() + name).hashCode();
        return "02:00:%02x:%02x:%02x:%02x".formatted(n >>> 24, n >>> 16 & 0xff, n >>> 8 & 0xff, n & 0xff);
    }
}
