#!/bin/sh
# Runs Maven with the given arguments, on a JDK and a Maven that it finds by itself.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

if [ ! -d "${HOME:-}/.m2/repository/io/quarkus/quarkus-core" ]; then
  echo "The first build fetches about 200 MB of libraries: one to three minutes with a good connection." >&2
fi
# Libraries of Maven itself still use what newer JDKs warn of; nobody who builds Novasphere can do anything about it.
export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
# A terminal shows Maven's own progress of downloads; a log would only fill with it.
[ -t 1 ] || set -- -B -ntp "$@"
exec "$MVN" "$@"
