#!/bin/sh
# Calls a CNI plugin as the kubelet's runtime would for a launcher pod, in a network namespace that stands for the node:
# ADD, a look at what it made, then always DEL, for a failed ADD leaves its interfaces behind. Everything that is to be
# seen afterwards is written to /mnt/out.
#
# environment: MAC; BRIDGE or MASTER is what the node must have beforehand, and may be empty
set -eu
cd /mnt/out
ip link set lo up
ip netns add pod
if [ -n "${BRIDGE:-}" ]; then
  # As a node policy would make it; a kernel without VLAN filtering refuses the option. A name that the kernel refuses
  # altogether is left to the plugin to complain about.
  if ip link add "$BRIDGE" type bridge vlan_filtering 1 || ip link add "$BRIDGE" type bridge; then
    ip link set "$BRIDGE" up
  fi
fi
if [ -n "${MASTER:-}" ]; then
  ip link add "$MASTER" type veth peer name switch # a network card and what it is plugged into
  ip link set switch up
  ip link set "$MASTER" up
fi

plugin() {
  status=0
  CNI_COMMAND=$1 CNI_CONTAINERID=pod CNI_NETNS=/run/netns/pod CNI_IFNAME=net1 CNI_PATH=/mnt \
    CNI_ARGS="IgnoreUnknown=1;MAC=$MAC" /mnt/plugin < /mnt/conf > "$1.out" 2> "$1.err" || status=$?
  echo "$status" > "$1.rc"
}

plugin ADD
ip -n pod -j link show net1 > link.json 2> link.err || echo '[]' > link.json # no such link: the ADD was refused
nft list ruleset > rules.added
plugin DEL
nft list ruleset > rules.deleted
