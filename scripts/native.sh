#!/bin/sh
# Builds the native executable, target/novasphere: Quarkus writes what native-image needs, our own program narrows its
# reflection list, native-image compiles. Takes GraalVM or Mandrel where there is one, else a container with Mandrel.
# Where there is neither, says how to get one and ends with 77, which means: left out, not failed.
set -eu
cd "$(dirname "$0")/.."

MINIMUM=25
executable=target/novasphere
sources=target/native-sources

# The native-image of GRAALVM_HOME, JAVA_HOME or the PATH, if it is new enough; else nothing.
find_native_image() {
  for program in "${GRAALVM_HOME:+$GRAALVM_HOME/bin/native-image}" "${JAVA_HOME:+$JAVA_HOME/bin/native-image}" \
    "$(command -v native-image || true)"; do
    [ -x "$program" ] || continue
    version=$("$program" --version 2>/dev/null | sed -n 's/^native-image \([0-9]*\).*/\1/p')
    if [ -n "$version" ] && [ "$version" -ge "$MINIMUM" ]; then
      echo "$program"
      return
    fi
    echo "$program is not of version $MINIMUM or newer and is not used." >&2
  done
}

native_image=$(find_native_image)
if [ -z "$native_image" ]; then
  if command -v docker >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
    echo "No native-image here: building in a container." >&2
    docker build --file src/main/docker/Dockerfile.native-micro --target executable --output target .
    echo "Built $executable."
    exit 0
  fi
  echo "A native executable takes GraalVM or Mandrel of version $MINIMUM or newer. There is none in" \
    "GRAALVM_HOME (${GRAALVM_HOME:-not set}), JAVA_HOME (${JAVA_HOME:-not set}) or on the PATH, and no Docker is" \
    "running to build it in: unpack one from https://github.com/graalvm/mandrel/releases and point GRAALVM_HOME to it." >&2
  exit 77
fi
echo "Using $native_image." >&2

rm -rf "$sources"
scripts/mvn.sh package -Dmaven.test.skip -Dspotless.check.skip -Dquarkus.native.enabled=true \
  -Dquarkus.native.sources-only=true -Dquarkus.package.jar.enabled=false

JAVA_HOME=$(scripts/find-jdk.sh)
"$JAVA_HOME/bin/java" -cp "$sources/*:$sources/lib/*" \
  src/test/java/dev/novasphere/narrowing/Narrow.java "$sources"

set -f # the arguments are words to be split, not patterns
(cd "$sources" && "$native_image" $(cat native-image.args))
set +f
mv "$sources"/*-runner "$executable"
echo "Built $executable ($(($(wc -c <"$executable") / 1000000)) MB). Its tests:" \
  "NATIVE_EXECUTABLE=$executable scripts/mvn.sh verify"
