#!/bin/sh
# Prints the Maven to build with: the one that MVN names, else `mvn` on the PATH if it is 3.8.6 or newer, else our
# wrapper, which fetches one and checks its sum. Expects JAVA_HOME to be a JDK (find-jdk.sh).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)

# True if the version $1 ("3.9.12", "4.0.0-rc-4") is 3.8.6 or newer.
is_new_enough() {
  echo "$1" | awk -F '[.-]' '{ exit !($1 * 1000000 + $2 * 1000 + $3 >= 3008006) }'
}

if [ -n "${MVN:-}" ]; then
  echo "$MVN"
elif command -v mvn >/dev/null 2>&1 \
  && version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9A-Za-z.-]*\).*/\1/p') \
  && [ -n "$version" ] && is_new_enough "$version"; then
  command -v mvn
else
  echo "$root/mvnw"
fi
