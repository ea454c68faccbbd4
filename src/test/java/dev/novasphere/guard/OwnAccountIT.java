package dev.novasphere.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.api.Wukong;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody has taken over the operator's account, with all that the roles give it, and finds that it is of little use. */
class OwnAccountIT {
    private static final Map<String, String> OURS = Map.of(Labels.MANAGED_BY, Labels.MANAGER);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Tenant tenant = SharedTestbed.tenant("account");
    private final KubernetesClient thief = new KubernetesClientBuilder()
            .withConfig(SharedTestbed.get().plane().configForUser(AuditLog.OPERATOR))
            .build();

    @BeforeEach
    void thePolicyIsInForce() throws Exception {
        var probe = secret("probe", Map.of()).build();
        Eventually.see("the policy is in force", PATIENCE, () -> answer(probe), said -> said.contains("only secrets"));
    }

    @AfterEach
    void end() {
        thief.close();
    }

    private String answer(Secret probe) {
        try {
            thief.resource(probe).dryRun().create();
            return "It was let in.";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aSecretOfOthersCannotBeDeleted() {
        var theirs =
                tenant.client().resource(secret("theirs", Map.of()).build()).create();
        var ours = tenant.client().resource(secret("ours", OURS).build()).create();
        assertThatThrownBy(() -> thief.resource(theirs).delete())
                .hasMessageContaining(
                        "The operator may delete only secrets with the label app.kubernetes.io/managed-by=novasphere, which \"theirs\" has not.");
        assertThat(tenant.get(Secret.class, "theirs")).isPresent();
        thief.resource(ours).delete();
        assertThat(tenant.get(Secret.class, "ours")).isEmpty();
    }

    /** The token controller fills such a Secret with the token of the account that it names. */
    @Test
    void aSecretThatBecomesATokenCannotBeMade() {
        var token = secret("token", OURS)
                .editMetadata()
                .addToAnnotations("kubernetes.io/service-account.name", "default")
                .endMetadata()
                .withType("kubernetes.io/service-account-token")
                .build();
        assertThatThrownBy(() -> thief.resource(token).create()).hasMessageContaining("only of type Opaque");
        assertThatCode(() -> thief.resource(secret("plain", OURS).build()).create())
                .doesNotThrowAnyException();
    }

    @Test
    void aMachineOfOthersCannotBeChangedNorTakenOver() {
        tenant.apply("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: theirs}
                spec: {runStrategy: Halted, template: {spec: {domain: {memory: {guest: 64Mi}, devices: {}}}}}
                """);
        assertThatThrownBy(() -> patch(VirtualMachine.class, "theirs", "{\"spec\":{\"runStrategy\":\"Always\"}}"))
                .hasMessageContaining("only virtualmachines with the label");
        assertThatThrownBy(() -> patch(
                        VirtualMachine.class,
                        "theirs",
                        "{\"metadata\":{\"labels\":{\"app.kubernetes.io/managed-by\":\"novasphere\"}}}"))
                .hasMessageContaining("only virtualmachines with the label");
    }

    @Test
    void whatPeopleAskForCannotBeChanged() {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec: {cpu: 1, memory: 1Gi, startStrategy: {runStrategy: Halted}}
                """);
        assertThatThrownBy(() -> patch(Wukong.class, "web", "{\"spec\":{\"cpu\":64}}"))
                .hasMessageContaining("The operator never changes what people ask for");
    }

    /** A policy of NMState is worth root on the network of a node. */
    @Test
    void aNodePolicyOfOthersCannotBeRemovedNorOneBeMadeWithoutOurLabel() {
        var theirs = clusterWide("nmstate.io/v1", "NodeNetworkConfigurationPolicy", "theirs-" + tenant.namespace());
        tenant.client().resource(theirs).create();
        assertThatThrownBy(() -> thief.resource(theirs).delete())
                .hasMessageContaining("only nodenetworkconfigurationpolicies with the label");
        var lease = clusterWide("vm.novasphere.dev/v1alpha1", "AddressLease", "forged-" + tenant.namespace());
        assertThatThrownBy(() -> thief.resource(lease).create())
                .hasMessageContaining("only addressleases with the label");
    }

    private GenericKubernetesResource clusterWide(String version, String kind, String name) {
        return tenant.client()
                .getKubernetesSerialization()
                .unmarshal("""
                apiVersion: %s
                kind: %s
                metadata: {name: %s}
                spec:
                  nodeNetwork: trunk-a
                  address: 192.168.100.10
                  holder: {kind: Wukong, namespace: production, name: web, uid: none, network: lan}
                """.formatted(version, kind, name), GenericKubernetesResource.class);
    }

    @Test
    void anAttachmentDefinitionOfAnotherNamespaceCannotBeUsed() {
        var machine = tenant.client()
                .getKubernetesSerialization()
                .unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: reaching, namespace: %s, labels: {app.kubernetes.io/managed-by: novasphere}}
                spec:
                  runStrategy: Halted
                  template:
                    spec:
                      domain: {memory: {guest: 64Mi}, devices: {interfaces: [{name: lan, bridge: {}}]}}
                      networks: [{name: lan, multus: {networkName: kube-system/mgmt}}]
                """.formatted(tenant.namespace()), GenericKubernetesResource.class);
        assertThatThrownBy(() -> thief.resource(machine).create()).hasMessageContaining("of its own namespace only");
    }

    private void patch(Class<? extends HasMetadata> kind, String name, String json) {
        thief.resources(kind)
                .inNamespace(tenant.namespace())
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private SecretBuilder secret(String name, Map<String, String> labels) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(tenant.namespace())
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withType("Opaque")
                .withImmutable(true)
                .addToStringData("key", "value");
    }
}
