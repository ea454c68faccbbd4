#!/bin/sh
# Unpacks Prometheus' promtool of a Debian release into a folder, with the C library that it was linked for, and none of
# the server's other needs. FOLDER/promtool runs it, on a machine of whatever release and without root's rights.
#
# usage: promtool.sh FOLDER SUITE
set -eu
folder=$1 suite=$2
. "$(dirname "$0")/apt-root.sh"

cd "$apt"
apt-get -c "$apt/apt.conf" download -qq promtool libc6 > "$apt/log" 2>&1 || { tail -n 3 "$apt/log" >&2; exit 1; }
for package in "$apt"/*.deb; do
  dpkg-deb -x "$package" "$apt/tree"
done

mkdir "$folder/lib"
cp "$apt/tree/usr/bin/promtool" "$folder/promtool.bin"
find "$apt/tree" -name 'ld-linux*.so*' -exec cp -L {} "$folder/lib/loader" \;
find "$apt/tree" \( -name 'libc.so.6' -o -name 'libpthread.so.0' -o -name 'libresolv.so.2' \) -exec cp -L {} "$folder/lib/" \;
cat > "$folder/promtool" <<'SCRIPT'
#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/lib/loader" --library-path "$here/lib" "$here/promtool.bin" "$@"
SCRIPT
chmod +x "$folder/promtool"
