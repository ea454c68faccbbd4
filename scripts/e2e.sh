#!/bin/sh
# Runs the operator as a pod on a real node of Kubernetes, from the image that `make image` makes, and installs it with
# Helm. Ends with 77 and one sentence where this machine cannot have a node.
set -eu
cd "$(dirname "$0")/.."
begin=$(date +%s)

make --no-print-directory target/packaged
scripts/java-main.sh dev.novasphere.testkit.node.NodeMain --look
if [ -z "${BASE:-}" ]; then
  make --no-print-directory base-image
  BASE=target/base-image.tar
fi
BASE=$BASE scripts/image.sh
scripts/mvn.sh verify -Pe2e
echo "make e2e took $(($(date +%s) - begin)) s."
