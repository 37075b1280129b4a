#!/usr/bin/env bash
# Makes a virtual environment with pip in it, on machines whose Python came without ensurepip too (Debian, Ubuntu).
set -euo pipefail
target=$1

python=""
for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
  if [ -n "$name" ] && command -v "$name" >/dev/null &&
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$name
    break
  fi
done
if [ -z "$python" ]; then
  echo "Niaga needs Python 3.11 or later; this machine has none. On Debian 12 or Ubuntu 24.04: apt install python3" >&2
  exit 1
fi

usable() { "$target/bin/python" -m pip --version >/dev/null 2>&1; }
usable && exit 0
rm -rf "$target"
"$python" -m venv "$target" >/dev/null 2>&1 && usable && exit 0

# No ensurepip: a pip that is there already can install another one into a bare environment.
rm -rf "$target"
"$python" -m venv --without-pip "$target" >/dev/null 2>&1 || true
if [ -x "$target/bin/python" ] && "$python" -m pip --version >/dev/null 2>&1; then
  "$python" -m pip --python "$target/bin/python" install -q pip && usable && exit 0
fi

# Else Debian's own package brings it, where we may install packages.
package="$(basename "$("$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}")')")-venv"
if command -v apt-get >/dev/null; then
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  echo "Installing $package …"
  if $as_root apt-get install -y -qq "$package" >/dev/null 2>&1 ||
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq "$package"; } >/dev/null 2>&1; then
    rm -rf "$target"
    "$python" -m venv "$target" && usable && exit 0
  fi
fi
echo "Python's venv is missing here. Install it (Debian, Ubuntu: sudo apt install $package) and try again." >&2
exit 1
