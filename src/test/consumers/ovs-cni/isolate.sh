#!/bin/sh
# A node with Open vSwitch, in userspace (no kernel module is needed), and pods on its bridge as ovs-cni attaches them.
# Every file NAME.conf in /mnt/pods is a pod; its ADD, its port and its DEL are written to /mnt/out/NAME.*, and what
# comes of a ping between each two pods to /mnt/out/FROM-TO.ping.
#
# environment: BRIDGE is what the node has beforehand
set -eu
cd /mnt/out
# The tap of the bridge's own port; the tree is not made as a machine is.
mkdir -p /dev/net /var /run/openvswitch /tmp/ovs
[ -e /dev/net/tun ] || mknod /dev/net/tun c 10 200
[ -e /var/run ] || ln -s /run /var/run
ip link set lo up

ovsdb-tool create /tmp/ovs/conf.db /usr/share/openvswitch/vswitch.ovsschema
ovsdb-server /tmp/ovs/conf.db --remote=punix:/run/openvswitch/db.sock --pidfile=/tmp/ovs/db.pid --log-file=/tmp/ovs/db.log \
  --detach 2> ovsdb.err
/usr/lib/openvswitch-switch/ovs-vswitchd unix:/run/openvswitch/db.sock --pidfile=/tmp/ovs/switch.pid --log-file=/mnt/out/switch.log --detach 2> switch.err
trap 'kill "$(cat /tmp/ovs/switch.pid)" "$(cat /tmp/ovs/db.pid)"' EXIT
ovs-vsctl --timeout=20 add-br "$BRIDGE" -- set bridge "$BRIDGE" datapath_type=netdev

plugin() {
  status=0
  CNI_COMMAND=$1 CNI_CONTAINERID=$2 CNI_NETNS=/run/netns/$2 CNI_IFNAME=net1 CNI_PATH=/mnt \
    CNI_ARGS="IgnoreUnknown=1;MAC=02:1a:2b:00:00:0$3" /mnt/plugin < "/mnt/pods/$2.conf" > "$2.$1.out" 2> "$2.$1.err" || status=$?
  echo "$status" > "$2.$1.rc"
}

pods=$(cd /mnt/pods && for file in *.conf; do echo "${file%.conf}"; done)
number=0
for pod in $pods; do
  number=$((number + 1))
  ip netns add "$pod"
  plugin ADD "$pod" $number
  ip -n "$pod" -j link show net1 > "$pod.link.json" 2>/dev/null || { echo '[]' > "$pod.link.json"; continue; }
  # Checksums are left to hardware that a datapath in userspace does not have.
  ip netns exec "$pod" ethtool -K net1 tx off > /dev/null 2>&1
  ip -n "$pod" address add "198.51.100.$number/24" dev net1
  ip -n "$pod" link set net1 up
  echo "198.51.100.$number" > "$pod.address"
done
ovs-vsctl --timeout=20 --format=json --columns=tag,trunks,name list Port > ports.json

for from in $pods; do
  for to in $pods; do
    [ "$from" = "$to" ] || [ ! -e "$from.address" ] || [ ! -e "$to.address" ] ||
      ip netns exec "$from" ping -c 3 -i 0.3 -W 1 "$(cat "$to.address")" > "$from-$to.ping" 2>&1 || true
  done
done

number=0
for pod in $pods; do
  number=$((number + 1))
  plugin DEL "$pod" $number
done
ovs-vsctl --timeout=20 list-ports "$BRIDGE" > ports.left
