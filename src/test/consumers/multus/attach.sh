#!/bin/sh
# Calls Multus as the kubelet's runtime would for a pod that the API server has: ADD, a look at what the pod and the node
# then have, and always DEL. Runs in the network of the control plane, which stands for the node. Everything that is to be
# seen afterwards is written to /mnt/out.
#
# environment: POD (NAMESPACE/NAME), POD_UID; BRIDGES are what the node has beforehand
set -eu
cd /mnt/out
ip netns add pod
for bridge in $BRIDGES; do
  # As a node policy would make it; a kernel without VLAN filtering refuses the option.
  ip link add "$bridge" type bridge vlan_filtering 1 2>/dev/null || ip link add "$bridge" type bridge
  ip link set "$bridge" up
done

multus() {
  status=0
  CNI_COMMAND=$1 CNI_CONTAINERID=sandbox CNI_NETNS=/run/netns/pod CNI_IFNAME=eth0 CNI_PATH=/mnt/bin \
    CNI_ARGS="IgnoreUnknown=true;K8S_POD_NAMESPACE=${POD%/*};K8S_POD_NAME=${POD#*/};K8S_POD_INFRA_CONTAINER_ID=sandbox;K8S_POD_UID=$POD_UID" \
    /mnt/bin/multus < /mnt/multus.conf > "$1.out" 2> "$1.err" || status=$?
  echo "$status" > "$1.rc"
}

multus ADD
ip -n pod -j link > links.json
nft list ruleset > rules.added
multus DEL
ip -n pod -j link > links.left.json
nft list ruleset > rules.deleted

# The network is also that of the next pod.
for bridge in $BRIDGES cni0; do
  ip link delete "$bridge" 2>/dev/null || true
done
ip netns delete pod
