# shellcheck shell=sh
# To be sourced from the repository's root: exports JAVA_HOME, sets MVN, and says in one line which ones were taken.
JAVA_HOME=$(scripts/find-jdk.sh)
export JAVA_HOME
MVN=$(scripts/find-maven.sh)
echo "Using the JDK in $JAVA_HOME and Maven from $MVN." >&2
