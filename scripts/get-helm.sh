#!/bin/sh
# get-helm.sh FOLDER puts the Helm that this project was tested with into an empty folder: the published program for
# Linux, checked against the sum published beside it, else one built from its Go module, which Go checks against go.sum.
# get-helm.sh --version prints which one that is.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
module=$root/src/test/consumers/helm
version=$(sed -n 's|^.*helm\.sh/helm/v4 \(v[0-9][0-9.]*\).*|\1|p' "$module/go.mod" | head -n 1)
if [ "$1" = --version ]; then
  echo "$version"
  exit 0
fi
folder=$1

case $(uname -m) in aarch64 | arm64) machine=arm64 ;; *) machine=amd64 ;; esac
name=helm-$version-linux-$machine
address=${HELM_RELEASES:-https://get.helm.sh}/$name.tar.gz

published() {
  [ "$(uname -s)" = Linux ] && command -v curl >/dev/null 2>&1 && command -v sha256sum >/dev/null 2>&1 || return 1
  echo "Fetching $address"
  curl --connect-timeout 5 -fsSL "$address" -o "$folder/$name.tar.gz" || return 1
  sum=$(curl --connect-timeout 5 -fsSL "$address.sha256sum" | awk '{ print $1 }')
  echo "$sum  $folder/$name.tar.gz" | sha256sum -c - >/dev/null 2>&1 || {
    echo "The downloaded $name.tar.gz does not have the published sum \"$sum\", so it is not used."
    rm -f "$folder/$name.tar.gz"
    return 1
  }
  tar -xzf "$folder/$name.tar.gz" -C "$folder" --strip-components=1 "linux-$machine/helm"
  rm -f "$folder/$name.tar.gz"
}

built() {
  go=$(command -v go || echo "${GO_PLACE:-/usr/local/go/bin/go}")
  [ -x "$go" ] || return 1
  echo "Building Helm $version from Go modules, once for this machine: about two minutes."
  CGO_ENABLED=0 GOTOOLCHAIN=local GOWORK=off GOFLAGS="-mod=readonly -buildvcs=false" \
    "$go" -C "$module" build -trimpath -ldflags="-s -w" -o "$folder/" tool
}

published || built || {
  echo "Helm could not be had: install Helm 3.18 or newer, or Go 1.26 or newer, or connect this machine to the internet."
  exit 1
} >&2
