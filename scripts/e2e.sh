#!/bin/sh
# Runs the operator as a pod, from the image that `make image` makes and installed with Helm, on a real node of our own and
# on k3s where Docker is there. Ends with 77 and one sentence where this machine can have neither.
# BASE is what the image is put upon; without it, the C library of this machine, so that no registry is needed.
set -eu
cd "$(dirname "$0")/.."
begin=$(date +%s)

make --no-print-directory target/packaged
scripts/java-main.sh dev.novasphere.testkit.node.NodeMain --look || {
  code=$?
  [ $code = 77 ] && docker info >/dev/null 2>&1 || exit $code
}
if [ -z "${BASE:-}" ]; then
  make --no-print-directory base-image
  BASE=target/base-image.tar
fi
BASE=$BASE IMG='' scripts/image.sh
scripts/mvn.sh verify -Pe2e
echo "make e2e took $(($(date +%s) - begin)) s."
