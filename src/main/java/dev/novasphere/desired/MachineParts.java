package dev.novasphere.desired;

import io.fabric8.kubernetes.api.model.NodeAffinity;
import java.util.List;
import java.util.Optional;

/**
 * What a VirtualMachine is put together from.
 *
 * @param networks what each network comes to
 * @param leaving what the running guest has to lose
 * @param disks what each disk comes to
 * @param secrets the cloud-init Secrets
 * @param placement the nodes that offer its networks; empty: any
 */
record MachineParts(
        List<NetworkPlan> networks,
        List<LeavingNetwork> leaving,
        List<DiskPlan> disks,
        CloudInitSecrets secrets,
        Optional<NodeAffinity> placement) {}
