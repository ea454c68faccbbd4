#!/bin/sh
# Deletes our CustomResourceDefinitions from the current cluster, but only when no object of these kinds is left:
# with a definition the API server deletes every object of its kind. Whatever cannot be asked counts as "still there".
set -eu
cd "$(dirname "$0")/.."
kubectl=${KUBECTL:-kubectl}

installed=""
left=""
for file in helm/novasphere/files/crds/*.yaml; do
  [ -r "$file" ] || continue
  name=$(basename "$file" .yaml)
  found=$("$kubectl" get customresourcedefinition "$name" --ignore-not-found -o name)
  [ -n "$found" ] || continue
  installed="$installed $name"
  objects=$("$kubectl" get "$name" --all-namespaces \
    -o 'jsonpath={range .items[*]}{"  "}{.kind}{" "}{.metadata.namespace}{"/"}{.metadata.name}{"\n"}{end}')
  objects=$(printf '%s' "$objects" | sed 's, /, ,') # Some kinds stand in no namespace.
  [ -z "$objects" ] || left="$left$objects
"
done

if [ -n "$left" ]; then
  {
    echo "Nothing was uninstalled, for these objects exist and would be deleted with all that hangs on them:"
    printf '%s' "$left"
    echo "Delete them first while the operator runs, for instance: kubectl delete wukong NAME --namespace NAMESPACE"
    echo "Node networks go after their machines (kubectl delete nodenetwork NAME), and leases with their machines by themselves."
    echo "To stop the operator and keep the machines running, use: make undeploy"
  } >&2
  exit 1
fi
if [ -z "$installed" ]; then
  echo "None of our CustomResourceDefinitions is installed."
  exit 0
fi
# shellcheck disable=SC2086 # a list of names without blanks
"$kubectl" delete customresourcedefinition $installed
