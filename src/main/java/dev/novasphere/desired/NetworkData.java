package dev.novasphere.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * cloud-init's network data, version 2, as the NoCloud source takes it (without a {@code network:} key around it). Every
 * interface is listed, for one that is not gets no address at all, and is matched by MAC address: the guest's own names
 * are not known beforehand. Exactly one default route wins: static gateways in the order of the spec, then DHCP, and the
 * pod network last. An address of a pool is written as one of the spec is.
 */
final class NetworkData {
    private static final int STATIC_METRIC = 100;
    private static final int DHCP_METRIC = 1000;
    private static final int POD_METRIC = 2000;

    private NetworkData() {}

    static String of(List<NetworkPlan> networks) {
        var root = Yaml.object().put("version", 2);
        var ethernets = root.putObject("ethernets");
        for (int index = 0; index < networks.size(); index++) {
            var plan = networks.get(index);
            var ethernet = ethernets.putObject(plan.network().name());
            ethernet.putObject("match").put("macaddress", plan.macAddress());
            if (plan.addresses().addresses().isEmpty()) {
                addDhcp(ethernet, networks, plan);
            } else {
                addStatic(ethernet, plan.addresses(), STATIC_METRIC + index);
            }
            addNameServers(ethernet, plan.addresses());
        }
        return Yaml.text(root);
    }

    private static void addStatic(ObjectNode ethernet, GuestAddresses wanted, int metric) {
        ethernet.put("dhcp4", false);
        var addresses = ethernet.putArray("addresses");
        wanted.addresses().forEach(addresses::add);
        if (wanted.gateways().isEmpty()) {
            return;
        }
        var routes = ethernet.putArray("routes");
        for (var gateway : wanted.gateways()) {
            var everywhere = gateway.contains(":") ? "::/0" : "0.0.0.0/0";
            routes.addObject().put("to", everywhere).put("via", gateway).put("metric", metric);
        }
    }

    /** Overrides are written only where another network competes for the default route. */
    private static void addDhcp(ObjectNode ethernet, List<NetworkPlan> networks, NetworkPlan self) {
        ethernet.put("dhcp4", true);
        if (networks.size() == 1) {
            return;
        }
        var overrides = ethernet.putObject("dhcp4-overrides");
        overrides.put(
                "route-metric", self.network().onPodNetwork() ? POD_METRIC : DHCP_METRIC + networks.indexOf(self));
        if (self.network().onPodNetwork() && networks.stream().anyMatch(NetworkData::namesServers)) {
            overrides.put("use-dns", false);
        }
    }

    private static boolean namesServers(NetworkPlan plan) {
        return !plan.addresses().dnsServers().isEmpty();
    }

    private static void addNameServers(ObjectNode ethernet, GuestAddresses wanted) {
        if (!wanted.dnsServers().isEmpty()) {
            var servers = ethernet.putObject("nameservers").putArray("addresses");
            wanted.dnsServers().forEach(servers::add);
        }
    }
}
