#!/bin/sh
# Gives what the operator renders to the programs of a node that take longer: Multus with an API server, Open vSwitch with
# its plugin, and the bridge plugin in a guest whose kernel has VLAN filtering. The programs are made once for a machine and
# user; nothing of the machine is installed or changed. It needs root on Linux, Go, apt and iproute2. What is lacking is
# named with the reason, and it ends with 77 where nothing at all could run.
set -eu
cd "$(dirname "$0")/.."
begin=$(date +%s)

summary=target/failsafe-reports/failsafe-summary.xml
rm -f "$summary"
scripts/mvn.sh test-compile failsafe:integration-test failsafe:verify -Pconsumers

count() { sed -n "s|.*<$1>\([0-9]*\)</$1>.*|\1|p" "$summary"; }
ran=$(($(count completed) - $(count skipped)))
echo "make consumers ran $ran tests and left out $(count skipped), in $(($(date +%s) - begin)) s."
if [ "$ran" = 0 ]; then
  echo "Nothing of it could run here; the lines with \"left out\" above say why." >&2
  exit 77
fi
