#!/bin/sh
# The first process in the namespaces of a node: makes them look like a machine of its own and then owns the programs.
#
# usage: inside.sh GATEWAY ADDRESS FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
gateway=$1
address=$2
folder=$3
name=$(basename "$folder")

# Mounts that the kubelet makes must be seen by containerd's containers, and nobody else's.
mount --make-rshared /
for place in run lib log; do mkdir -p "$folder/machine/$place"; done
mount --bind "$folder/machine/run" /run
mount --bind "$folder/machine/lib" /var/lib
mount --bind "$folder/machine/log" /var/log

# The kubelet sets these for the whole machine, which is not its own here: it gets files of the same content to write to.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys \
  kernel/keys/root_maxbytes; do
  [ -e /proc/sys/$setting ] || continue
  copy=$folder/machine/$(echo $setting | tr / -)
  cat /proc/sys/$setting >"$copy"
  mount --bind "$copy" /proc/sys/$setting
done

# One group in the only hierarchy (cgroup v2) or in each (v1), where a new cpuset is empty and nothing can run in it.
hierarchies=/sys/fs/cgroup
[ -e /sys/fs/cgroup/cgroup.procs ] || hierarchies='/sys/fs/cgroup/*'
for hierarchy in $hierarchies; do
  [ -e "$hierarchy/cgroup.procs" ] || continue
  mkdir "$hierarchy/$name"
  [ ! -e "$hierarchy/cpuset.mems" ] || for file in cpuset.cpus cpuset.mems; do
    cat "$hierarchy/$file" >"$hierarchy/$name/$file"
  done
done

until ip link show eth0 >/dev/null 2>&1; do sleep 0.05; done
ip link set lo up
ip address add "$address/30" dev eth0
ip link set eth0 up
ip route add default via "$gateway"
echo 1 >/proc/sys/net/ipv4/ip_forward
[ ! -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables

exec sh "$here/../supervise.sh" "$folder" keep
