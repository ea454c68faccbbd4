#!/bin/sh
# Writes target/manifests/{crds,rbac,operator}.yaml: what the chart makes with its default values, as release "novasphere"
# in its own namespace. IMG names the image.
set -eu
cd "$(dirname "$0")/.."
chart=helm/novasphere
to=target/manifests
namespace=novasphere-system

version=$(sed -n 's|^  <version>\(.*\)</version>.*|\1|p' pom.xml | head -n 1)
image=${IMG:-localhost/novasphere-operator:$version}
case $image in
*[!A-Za-z0-9._:/@-]*)
  echo "IMG is \"$image\", which is not the name of a container image: write registry/path:tag." >&2
  exit 1
  ;;
esac

# The chart wants the parts: a colon behind the last slash begins the tag, one before it a port.
digest=""
case $image in *@*) digest=${image#*@} ;; esac
tagged=${image%%@*}
tag=""
case ${tagged##*/} in *:*) tag=${tagged##*:} ;; esac
repository=${tagged%":$tag"}

helm=$(scripts/find-helm.sh)
rendered=$to/.rendered
rm -rf "$to"
mkdir -p "$rendered"
# Helm 3 presumes the Kubernetes of its own day where it is not told which one is meant.
"$helm" template novasphere "$chart" --namespace "$namespace" --kube-version 1.36.0 --output-dir "$rendered" \
  --set image.registry= --set "image.repository=$repository" --set-string "image.tag=$tag" \
  --set-string "image.digest=$digest" >/dev/null
templates=$rendered/novasphere/templates

mv "$templates/crds.yaml" "$to/crds.yaml"
{
  cat <<NAMESPACE
apiVersion: v1
kind: Namespace
metadata:
  name: $namespace
  labels:
    pod-security.kubernetes.io/enforce: restricted
NAMESPACE
  cat "$templates"/rbac/*.yaml
} >"$to/rbac.yaml"
rm -r "$templates/rbac"
find "$templates" -name '*.yaml' | LC_ALL=C sort | xargs cat >"$to/operator.yaml"
rm -r "$rendered"
echo "Wrote $to/crds.yaml, rbac.yaml and operator.yaml (image $image)."
