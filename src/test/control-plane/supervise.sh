#!/bin/sh
# Starts the programs of a control plane and ends them when its standard input closes, which the operating system does
# for it however its parent ends: regularly, by Ctrl-C or by SIGKILL.
#
# usage: supervise.sh FOLDER keep|remove
# Each line of standard input is a NAME: FOLDER/NAME.command is started, its output goes to FOLDER/NAME.log, and its
# exit code to FOLDER/NAME.exit when it ends. At the end the programs are stopped in reverse order (an API server that
# outlives its etcd would linger), and FOLDER is removed unless it is to be kept.
set -u
umask 077
folder=$1
keep=$2
started=
trap '' INT HUP
trap : TERM # the read below ends, and with it the loop

start() {
  (
    sh "$folder/$1.command" >"$folder/$1.log" 2>&1 </dev/null &
    echo $! >"$folder/$1.pid"
    trap '' TERM
    wait $!
    echo $? >"$folder/$1.exit"
  ) &
  started="$1 $started"
}

# Asks a program to end, and insists after 5 seconds.
stop() {
  left=50
  until [ -s "$folder/$1.pid" ]; do sleep 0.1; done
  kill -TERM "$(cat "$folder/$1.pid")" 2>/dev/null
  until [ -e "$folder/$1.exit" ]; do
    left=$((left - 1))
    [ $left -eq 0 ] && kill -KILL "$(cat "$folder/$1.pid")" 2>/dev/null
    sleep 0.1
  done
}

while IFS= read -r name; do start "$name"; done
for name in $started; do stop "$name"; done
if [ "$keep" = remove ] && [ -e "$folder/supervised" ]; then rm -rf "$folder"; fi
