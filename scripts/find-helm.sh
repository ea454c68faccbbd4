#!/bin/sh
# Prints the Helm to render the chart with: the one that HELM names, else `helm` on the PATH if it is 3.18 or newer, else
# the one that get-helm.sh makes once for this machine and user.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)

# True if the version $1 ("v3.18.4+gd80839c", "v4.2.4") is 3.18 or newer.
is_new_enough() {
  echo "$1" | awk -F '[v.+-]' '{ exit !($2 * 1000 + $3 >= 3018) }'
}

if [ -n "${HELM:-}" ]; then
  echo "$HELM"
elif command -v helm >/dev/null 2>&1 && is_new_enough "$(helm version --short 2>/dev/null)"; then
  command -v helm
else
  version=$("$root/scripts/get-helm.sh" --version)
  case ${XDG_CACHE_HOME:-} in /*) cache=$XDG_CACHE_HOME ;; *) cache=$HOME/.cache ;; esac
  folder=$cache/novasphere/helm-$version
  if [ ! -x "$folder/helm" ]; then
    making=$folder.making.$$
    trap 'rm -rf "$making"' EXIT
    mkdir -p "$making"
    "$root/scripts/get-helm.sh" "$making" >&2
    # Another run may have been faster; either result is as good.
    mv "$making" "$folder" 2>/dev/null || [ -x "$folder/helm" ]
  fi
  echo "$folder/helm"
fi
