#!/bin/sh
# Gives the programs of a node namespaces of their own (network, mounts, processes) and takes everything away again when
# its standard input closes or the namespaces end, whatever the reason: with the first process of the namespaces the
# kernel ends all others, containers included, and with the network goes the cable to it.
#
# usage: node.sh GATEWAY ADDRESS FOLDER keep|remove    (GATEWAY is this side of the cable, ADDRESS the node's)
# Standard input is that of ../supervise.sh.
set -u
umask 077
here=$(cd "$(dirname "$0")" && pwd)
gateway=$1
address=$2
folder=$3
keep=$4
name=$(basename "$folder") # of the control groups
trap '' INT HUP TERM

# A background command reads from /dev/null unless told otherwise.
exec 3<&0
unshare --net --mount --pid --fork --kill-child=KILL --mount-proc \
  sh "$here/inside.sh" "$gateway" "$address" "$folder" <&3 >"$folder/node.log" 2>&1 &
node=$!
exec 3<&-

ours=$(readlink /proc/self/ns/net)
while kill -0 $node 2>/dev/null && [ "$(readlink /proc/$node/ns/net)" = "$ours" ]; do sleep 0.05; done
{
  ip link add "nova$node" type veth peer name eth0 netns $node
  ip address add "$gateway/30" dev "nova$node"
  ip link set "nova$node" up
} >"$folder/cable.log" 2>&1
wait $node

# A control group can be removed when the kernel has buried the last of its processes.
left=50
while [ $left -gt 0 ] && [ -n "$(find /sys/fs/cgroup -maxdepth 2 -type d -name "$name")" ]; do
  find /sys/fs/cgroup -depth -type d -path "*/$name*" -exec rmdir {} \; 2>/dev/null
  left=$((left - 1))
  sleep 0.1
done
if [ "$keep" = remove ] && [ -e "$folder/supervised" ]; then rm -rf "$folder"; fi
