#!/bin/sh
# Builds the operator's image for the JVM from target/quarkus-app, without Docker: target/novasphere-operator-VERSION.tar
# BASE is the image to put it upon: a tar, or a name in a registry. IMG names the result.
set -eu
cd "$(dirname "$0")/.."

if [ "$(uname -s)" != Linux ]; then
  echo "The image holds a runtime of Java that is linked from the JDK of this machine, so it is built on Linux only." >&2
  exit 77
fi
version=$(sed -n 's|^  <version>\(.*\)</version>.*|\1|p' pom.xml | head -n 1)
exec scripts/java-main.sh dev.novasphere.image.ImageMain "${BASE:-}" "$version" \
  "${IMG:-localhost/novasphere-operator:$version}"
