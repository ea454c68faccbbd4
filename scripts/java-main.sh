#!/bin/sh
# Runs a main class of the test sources (the demo, the bench) on the class path of the tests: java-main.sh CLASS [ARG…]
# Expects target/ as `make` leaves it. The JVM takes this process's place, so that Ctrl-C and signals reach it.
set -eu
cd "$(dirname "$0")/.."
main=$1
shift

class=target/test-classes/$(echo "$main" | tr . /).class
if [ ! -r "$class" ]; then
  echo "There is no class $main in the test sources: $class does not exist." >&2
  exit 1
fi
JAVA_HOME=$(scripts/find-jdk.sh)
export JAVA_HOME
exec "$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" \
  -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$main" "$@"
