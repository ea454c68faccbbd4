# Sourced by the recipes of this folder, with $suite set: makes a root of its own for apt, which reads that Debian
# release. Nothing of the machine is installed or changed. Afterwards: apt-get -c "$apt/apt.conf" ...
# The mirror is the machine's own: the one that its apt reads its own Debian release from, or $DEBIAN_MIRROR.
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/preferences.d"

# The first four lines give apt its own root; the rest keeps hooks of the machine (images of containers have some that
# empty the system's cache) and optional packages out. The proxy settings of the machine stay in force.
cat > "$apt/apt.conf" <<CONF
Dir::State "$apt/state"; Dir::State::status "/dev/null";
Dir::Cache "$apt/cache"; Dir::Cache::archives "$apt/cache/archives";
Dir::Etc::sourcelist "$apt/sources.list"; Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-"; Dir::Etc::preferencesparts "$apt/preferences.d";
APT::Sandbox::User "root"; APT::Install-Recommends "false"; APT::Keep-Downloaded-Packages "true";
Acquire::Retries "1"; Acquire::http::Timeout "20"; Acquire::https::Timeout "20"; Acquire::Languages "none";
#clear APT::Update::Post-Invoke; #clear APT::Update::Post-Invoke-Success; #clear DPkg::Post-Invoke;
CONF

mirrors() {
  if [ -n "${DEBIAN_MIRROR:-}" ]; then
    echo "$DEBIAN_MIRROR"
  else
    . /etc/os-release
    apt-get update --print-uris 2>/dev/null | sed -n "s|^'\(.*\)/dists/${VERSION_CODENAME:-none}/InRelease'.*|\1|p"
  fi
}

# Other vendors may publish a suite of the same name: the first mirror whose signature is Debian's is taken.
found=
for mirror in $(mirrors); do
  echo "deb [signed-by=$keyring] $mirror $suite main" > "$apt/sources.list"
  if apt-get -c "$apt/apt.conf" update -qq --error-on=any > "$apt/log" 2>&1; then
    found=$mirror
    break
  fi
done
if [ -z "$found" ]; then
  [ ! -s "$apt/log" ] || tail -n 3 "$apt/log" >&2
  echo "apt has no source here that offers Debian $suite. Set DEBIAN_MIRROR to the address of a Debian mirror." >&2
  exit 1
fi
