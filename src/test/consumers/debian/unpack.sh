#!/bin/sh
# Unpacks Debian packages and all that they depend on into a folder that programs are then run in by chroot.
# Nothing of the machine is installed or changed: apt works on a root of its own, for which it has no status file.
#
# usage: unpack.sh TREE SUITE PACKAGE...
# The mirror is the machine's own: the one that its apt reads its own Debian release from, or $DEBIAN_MIRROR.
set -eu
tree=$1 suite=$2
shift 2
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/preferences.d"

# The first four lines give apt its own root; the rest keeps hooks of the machine (images of containers have some that
# empty the system's cache) and optional packages out. The proxy settings of the machine stay in force.
cat > "$apt/apt.conf" <<CONF
Dir::State "$apt/state"; Dir::State::status "/dev/null";
Dir::Cache "$apt/cache"; Dir::Cache::archives "$apt/cache/archives";
Dir::Etc::sourcelist "$apt/sources.list"; Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-"; Dir::Etc::preferencesparts "$apt/preferences.d";
APT::Sandbox::User "root"; APT::Install-Recommends "false"; APT::Keep-Downloaded-Packages "true";
Acquire::Retries "1"; Acquire::http::Timeout "20"; Acquire::https::Timeout "20"; Acquire::Languages "none";
#clear APT::Update::Post-Invoke; #clear APT::Update::Post-Invoke-Success; #clear DPkg::Post-Invoke;
CONF

mirrors() {
  if [ -n "${DEBIAN_MIRROR:-}" ]; then
    echo "$DEBIAN_MIRROR"
  else
    . /etc/os-release
    apt-get update --print-uris 2>/dev/null | sed -n "s|^'\(.*\)/dists/${VERSION_CODENAME:-none}/InRelease'.*|\1|p"
  fi
}

# Other vendors may publish a suite of the same name: the first mirror whose signature is Debian's is taken.
found=
for mirror in $(mirrors); do
  echo "deb [signed-by=$keyring] $mirror $suite main" > "$apt/sources.list"
  if apt-get -c "$apt/apt.conf" update -qq --error-on=any > "$apt/log" 2>&1; then
    found=$mirror
    break
  fi
done
if [ -z "$found" ]; then
  [ ! -s "$apt/log" ] || tail -n 3 "$apt/log" >&2
  echo "apt has no source here that offers Debian $suite. Set DEBIAN_MIRROR to the address of a Debian mirror." >&2
  exit 1
fi

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
cat "$tree"/usr/share/ca-certificates/mozilla/*.crt > "$tree/etc/ssl/certs/ca-certificates.crt"
