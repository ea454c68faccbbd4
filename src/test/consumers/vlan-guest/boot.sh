#!/bin/sh
# Boots Debian's kernel, which has VLAN filtering in its bridges, in a machine emulated by QEMU, with init.sh as its first
# process and nothing else to do. Runs in the tree that has both. The guest sees /mnt/guest as its root folder's content;
# what it leaves in /out is in /mnt/out at the end.
set -eu
kernel=$(ls /usr/lib/modules)
root=/tmp/root
modules=$root/lib/modules/$kernel
mkdir -p $root/bin $root/sbin $root/proc $root/sys $root/dev $root/run $root/tmp $root/out "$modules"
cp -R /mnt/guest/. $root/

# The shell and the small programs. The kernel calls modprobe by this path when an nftables rule needs a module.
cp /usr/bin/busybox $root/bin/
for applet in sh mount mkdir ln sed cat echo base64 tar poweroff modprobe; do ln -s busybox $root/bin/$applet; done
ln -s /bin/busybox $root/sbin/modprobe

# The programs that matter, with the libraries that they are linked with, at the places where they are here.
for program in ip bridge nft ping; do
  file=$(readlink -f "$(command -v $program)")
  for part in "$file" $(/lib64/ld-linux-x86-64.so.2 --list "$file" | busybox grep -o '/[^ ]*'); do
    mkdir -p "$root$(dirname "$part")"
    [ -e "$root$part" ] || cp -L "$part" "$root$part"
  done
  [ "$file" = "/usr/bin/$program" ] || { mkdir -p $root/usr/bin; ln -s "$file" $root/usr/bin/$program; }
done

cd "/usr/lib/modules/$kernel"
cp modules.order modules.builtin modules.builtin.modinfo "$modules/"
for file in $(busybox find kernel/net/bridge kernel/net/8021q kernel/net/802 kernel/net/llc kernel/net/netfilter \
  kernel/drivers/net/veth.ko* kernel/drivers/net/dummy.ko* kernel/lib kernel/crypto kernel/arch -name '*.ko*'); do
  mkdir -p "$modules/$(dirname "$file")"
  case $file in
    *.xz) busybox unxz -c "$file" > "$modules/${file%.xz}" ;;
    *) cp "$file" "$modules/$file" ;;
  esac
done
depmod -b $root "$kernel"
(cd $root && busybox find . | cpio -o -H newc --quiet | busybox gzip -1) > /tmp/guest.gz

# Two serial ports: what it says, and what it leaves. "panic=-1" and -no-reboot end it also when it fails.
timeout 240 qemu-system-x86_64 -accel tcg -cpu max -M q35 -m 512 -display none -no-reboot -net none \
  -kernel "/boot/vmlinuz-$kernel" -initrd /tmp/guest.gz -append "console=ttyS0 quiet panic=-1" \
  -serial file:/mnt/console -serial file:/mnt/results < /dev/null > /mnt/qemu 2>&1 || {
  echo "QEMU ended with code $?: $(cat /mnt/qemu)" >&2
  exit 1
}
mkdir -p /mnt/out
busybox base64 -d /mnt/results 2>/dev/null | busybox tar -x -f - -C /mnt || true
[ -e /mnt/out/end ] || {
  echo "The guest did not come to its end. Its last words: $(busybox tail -n 20 /mnt/console)" >&2
  exit 1
}
