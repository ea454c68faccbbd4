#!/bin/sh
# Writes target/manifests/{crds,rbac,operator}.yaml from src/main/kubernetes: the files as they stand, one after the
# other, with the image and the version filled in. IMG names the image.
set -eu
cd "$(dirname "$0")/.."
from=src/main/kubernetes
to=target/manifests

version=$(sed -n 's|^  <version>\(.*\)</version>.*|\1|p' pom.xml | head -n 1)
image=${IMG:-localhost/novasphere-operator:$version}
case $image in
*[!A-Za-z0-9._:/@-]*)
  echo "IMG is \"$image\", which is not the name of a container image: write registry/path:tag." >&2
  exit 1
  ;;
esac

set -- "$from"/crds/*.yaml
if [ ! -r "$1" ]; then
  echo "There are no CustomResourceDefinitions to write: $from/crds holds no .yaml file." >&2
  exit 1
fi

# The given files as one stream of documents: a separator before each file that does not bring its own.
documents() {
  for file in "$@"; do
    [ "$(grep -v '^#' "$file" | head -n 1)" = --- ] || echo ---
    sed -e "s|@IMAGE@|$image|g" -e "s|@VERSION@|$version|g" "$file"
  done
}

mkdir -p "$to"
documents "$@" >"$to/crds.yaml"
documents "$from/rbac.yaml" >"$to/rbac.yaml"
documents "$from/operator.yaml" >"$to/operator.yaml"
echo "Wrote $to/crds.yaml, rbac.yaml and operator.yaml (image $image)."
