#!/bin/sh
# Prints the home of a JDK of version 25 or newer: JAVA_HOME if it is one, else the first of the usual places.
# None found: says in one sentence how to install one, and fails.
# JDK_PLACES (folders, separated by blanks, may be patterns) replaces the usual places, `java` on the PATH included.
set -eu

MINIMUM=25

usual_places() {
  # Unexpanded on purpose: the loop below expands the patterns.
  echo "/usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* ${HOME:-}/.sdkman/candidates/java/*" \
    "${HOME:-}/.jdks/* ${HOME:-}/.jdks/*/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home" \
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home" \
    "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home"
}

# The home of the `java` on the PATH, which is often a link or a wrapper: the JVM itself knows best.
home_on_path() {
  command -v java >/dev/null 2>&1 || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

# The feature version (25 of "25.0.1") of the JDK in the folder $1; nothing for a JRE or for something else.
feature_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

fits() {
  version=$(feature_version "$1")
  [ -n "$version" ] && [ "$version" -ge "$MINIMUM" ]
}

how_to_install() {
  as_root="sudo "
  [ "$(id -u)" != 0 ] || as_root=""
  if [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null 2>&1; then
    echo "brew install openjdk@$MINIMUM"
  elif command -v apt-cache >/dev/null 2>&1 && apt-cache show "openjdk-$MINIMUM-jdk-headless" >/dev/null 2>&1; then
    echo "${as_root}apt-get install -y openjdk-$MINIMUM-jdk-headless"
  elif command -v dnf >/dev/null 2>&1; then
    echo "${as_root}dnf install -y java-$MINIMUM-openjdk-devel"
  else
    case $(uname -s) in Darwin) os=mac ;; *) os=linux ;; esac
    case $(uname -m) in aarch64 | arm64) machine=aarch64 ;; *) machine=x64 ;; esac
    # Eclipse Temurin, into one of the usual places, which needs no root.
    echo "mkdir -p ~/.jdks && curl -fsSL" \
      "https://api.adoptium.net/v3/binary/latest/$MINIMUM/ga/$os/$machine/jdk/hotspot/normal/eclipse" \
      "| tar xz -C ~/.jdks"
  fi
}

if [ -n "${JAVA_HOME:-}" ] && fits "$JAVA_HOME"; then
  echo "$JAVA_HOME"
  exit 0
fi

IFS='
 '
# shellcheck disable=SC2046 # splitting and expanding is what makes places of the list
for home in ${JDK_PLACES-$(usual_places)}; do
  if fits "$home"; then
    echo "$home"
    exit 0
  fi
done
if [ -z "${JDK_PLACES+set}" ]; then
  home=$(home_on_path)
  if [ -n "$home" ] && fits "$home"; then
    echo "$home"
    exit 0
  fi
fi

echo "Novasphere needs a JDK of version $MINIMUM or newer and found none in JAVA_HOME (${JAVA_HOME:-not set})" \
  "or the usual places: install one with \`$(how_to_install)\`, or point JAVA_HOME to one." >&2
exit 1
