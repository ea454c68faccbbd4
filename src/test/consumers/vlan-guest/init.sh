#!/bin/sh
# The first process of the guest: a node with a bridge, and pods on it as the CNI plugin attaches them, first on a bridge
# that filters VLANs, then on one that does not. Every file NAME.conf in /pods is a pod. What was seen goes to /out, which
# is sent over the second serial port in the end.
export PATH=/usr/bin:/usr/sbin:/bin:/sbin
# This shell prefers programs of its own to those in the path.
ip() { /usr/bin/ip "$@"; }
ping() { /usr/bin/ping "$@"; }

mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev 2>/dev/null
mount -t tmpfs run /run
mkdir -p /run/netns /var/lib/cni
ln -sfn /run /var/run
ln -sfn /proc/self/fd /dev/fd
ln -sf /proc/self/fd/0 /dev/stdin # "nft -f -" opens it
for module in bridge 8021q veth dummy nf_tables nft_meta_bridge; do
  modprobe $module || echo "The kernel has no module $module."
done
bridge=$(cat /bridge)

plugin() { # COMMAND POD NUMBER
  CNI_COMMAND=$1 CNI_CONTAINERID=$2 CNI_NETNS=/run/netns/$2 CNI_IFNAME=net1 CNI_PATH=/cni \
    CNI_ARGS="IgnoreUnknown=1;MAC=02:1a:2b:00:00:0$3" /cni/bridge < "/pods/$2.conf" > "$out/$2.$1.out" 2> "$out/$2.$1.err"
  echo $? > "$out/$2.$1.rc"
}

hear() { # FROM TO FILE
  ip netns exec "$1" /usr/bin/ping -c 3 -i 0.3 -W 2 "$(cat "$out/$2.address")" > "$out/$3.ping" 2>&1
}

take() { # ADDRESS
  ip -n a link set net1 down
  ip -n a link set net1 address "$1"
  ip -n a link set net1 up
}

node() { # NAME VLAN-FILTERING
  out=/out/$1
  mkdir -p "$out"
  # As NetworkManager makes it of a node policy; frames without a tag are of VLAN 1, its default.
  ip link add uplink0 type dummy
  ip link set uplink0 up
  ip link add "$bridge" type bridge vlan_filtering "$2"
  ip link set uplink0 master "$bridge"
  for id in 100 200; do bridge vlan add vid $id dev uplink0; done
  ip link set "$bridge" up

  pods=
  number=0
  for file in /pods/*.conf; do
    pod=${file#/pods/}
    pod=${pod%.conf}
    pods="$pods $pod"
    number=$((number + 1))
    ip netns add "$pod"
    plugin ADD "$pod" $number
    ip -n "$pod" link set net1 up
    ip -n "$pod" address add "198.51.100.$number/24" dev net1
    echo "198.51.100.$number" > "$out/$pod.address"
    ip -n "$pod" -j link show net1 > "$out/$pod.link.json"
  done
  bridge -j vlan show > "$out/vlans.json"
  /usr/bin/nft list ruleset > "$out/rules.added"

  for from in $pods; do
    for to in $pods; do
      [ "$from" = "$to" ] || hear "$from" "$to" "$from-$to"
    done
  done

  # The first pod's guest takes another address, and its own again.
  own=$(ip netns exec a cat /sys/class/net/net1/address)
  take 02:66:66:66:66:66
  hear a b spoofed
  take "$own"
  hear a b honest

  number=0
  for pod in $pods; do
    number=$((number + 1))
    plugin DEL "$pod" $number
    ip netns delete "$pod"
  done
  /usr/bin/nft list ruleset > "$out/rules.deleted"
  bridge -j link show > "$out/ports.left.json"
  ip link delete "$bridge"
  ip link delete uplink0
}

node filtering 1
node plain 0
echo done > /out/end
tar -c -f - -C / out | base64 > /dev/ttyS1
sync
poweroff -f
