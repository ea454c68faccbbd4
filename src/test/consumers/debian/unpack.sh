#!/bin/sh
# Unpacks Debian packages and all that they depend on into a folder that programs are then run in by chroot.
# Nothing of the machine is installed or changed: apt works on a root of its own, for which it has no status file.
#
# usage: unpack.sh TREE SUITE PACKAGE...
set -eu
tree=$1 suite=$2
shift 2
. "$(dirname "$0")/apt-root.sh"

apt-get -c "$apt/apt.conf" install -qq -y --download-only "$@" > "$apt/log" 2>&1 || { tail -n 3 "$apt/log" >&2; exit 1; }

# Debian's packages expect /bin and its like to be links into /usr, which only base-files and the installer make.
for directory in bin sbin lib lib64; do
  mkdir -p "$tree/usr/$directory"
  ln -s "usr/$directory" "$tree/$directory"
done
for package in "$apt"/cache/archives/*.deb; do
  dpkg-deb -x "$package" "$tree"
done

# What the packages' own scripts would have made, as far as a program that is used here asks for it.
mkdir -p "$tree/dev" "$tree/mnt" "$tree/proc" "$tree/run" "$tree/sys" "$tree/tmp" "$tree/etc/ssl/certs"
touch "$tree/dev/null" "$tree/dev/urandom"
echo root:x:0:0:root:/root:/bin/sh > "$tree/etc/passwd"
echo root:x:0: > "$tree/etc/group"
if [ -d "$tree/usr/share/ca-certificates/mozilla" ]; then
  cat "$tree"/usr/share/ca-certificates/mozilla/*.crt > "$tree/etc/ssl/certs/ca-certificates.crt"
fi
