#!/bin/sh
# Builds nmstatectl from its crate into an existing folder, as FOLDER/nmstatectl. Only the feature gen_conf is built, which
# says what NetworkManager would be told: without D-Bus and its like the build takes a quarter of the time. Cargo holds
# every crate against the sums in the Cargo.lock of nmstatectl's own release (--locked).
#
# The cargo is the one in the search path, or where rustup puts it, if it is new enough. Where there is none, Debian's is
# unpacked for the time of the build and run by chroot; nothing of the machine is installed or changed.
#
# usage: build.sh FOLDER VERSION SUITE    (SUITE is the Debian release whose cargo is taken)
set -eu
folder=$1 version=$2 suite=$3
debian=$(cd "$(dirname "$0")/../debian" && pwd)
minimum=88 # the crate's rust-version is 1.88

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# True for the words of a "cargo --version" that is new enough.
is_new_enough() {
  echo "$1" | awk -F '[ .]' -v minimum="$minimum" '{ exit !($1 == "cargo" && ($2 > 1 || $3 >= minimum)) }'
}

# Builds with the cargo that the arguments call; $root is the work folder as that cargo sees it.
build() {
  "$@" install --quiet --locked --no-default-features --features gen_conf \
    --root "$root/made" --target-dir "$root/target" "nmstatectl@$version" > "$work/log" 2>&1 || {
    tail -n 5 "$work/log" >&2
    exit 1
  }
  # One that Debian's cargo made may want a newer C library than this machine has.
  "$work/made/bin/nmstatectl" --version > "$work/log" 2>&1 || {
    echo "It was built, but does not run here: $(cat "$work/log")" >&2
    exit 1
  }
  mv "$work/made/bin/nmstatectl" "$folder/"
  exit 0
}

for cargo in "$(command -v cargo || true)" "${CARGO_HOME:-${HOME:-}/.cargo}/bin/cargo"; do
  if [ -x "$cargo" ] && is_new_enough "$("$cargo" --version 2>/dev/null)"; then
    root=$work
    build "$cargo"
  fi
done

lacking() {
  echo "It is built by cargo 1.$minimum or newer. $1 Install Rust, by rustup for example." >&2
  exit 1
}
for program in apt-get dpkg-deb chroot unshare; do
  command -v "$program" >/dev/null || lacking "This machine has none, and without $program it cannot have Debian's."
done
[ "$(id -u)" = 0 ] || lacking "This machine has none, and only root may run Debian's beside it."

tree=$work/tree
mkdir "$tree"
sh "$debian/unpack.sh" "$tree" "$suite" cargo rustc gcc libc6-dev ca-certificates dash coreutils
# How this machine reaches the registry is also how its guest does.
for file in /etc/resolv.conf /etc/ssl/certs/ca-certificates.crt; do
  [ ! -e "$file" ] || cp -L "$file" "$tree$file"
done
root=/mnt
# "cc", which Rust calls by default, is a link that only an installation of gcc would make.
inside() {
  unshare --mount sh "$debian/run.sh" "$tree" "$work" env HOME=/mnt/home CARGO_HOME=/mnt/home \
    "RUSTFLAGS=-C linker=gcc" "https_proxy=${https_proxy:-}" "http_proxy=${http_proxy:-}" cargo "$@"
}
is_new_enough "$(inside --version 2>"$work/log")" || lacking "That of Debian $suite is no such: $(cat "$work/log")"
build inside
