#!/bin/sh
# Runs a command inside the unpacked Debian tree. Called in mount and network namespaces of its own (unshare), so
# everything that is mounted, created or configured here is gone when the command ends, also when it is killed.
#
# usage: run.sh TREE EXCHANGE COMMAND...    EXCHANGE is a folder that the command sees as /mnt
set -eu
tree=$1 exchange=$2
shift 2
mount --bind "$tree" "$tree" # "ip" wants the root to be a mount point
for device in null urandom; do
  mount --bind "/dev/$device" "$tree/dev/$device"
done
mount -t proc proc "$tree/proc"
mount -t sysfs sysfs "$tree/sys"
mount -t tmpfs tmpfs "$tree/run"
mount -t tmpfs tmpfs "$tree/tmp"
mount --bind "$exchange" "$tree/mnt"
exec chroot "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
