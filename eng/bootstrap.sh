#!/usr/bin/env bash
# Makes an empty clone buildable: finds out which packages the registry has, installs what stands in for those it lacks.
# Idempotent and quick when nothing is missing. With --tests also what only the tests need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "bootstrap: $*" >&2; }

can_restore() { # package version
  local probe
  probe=$(mktemp -d)
  cat > "$probe/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="$1" Version="$2" /></ItemGroup>
</Project>
XML
  local found=1
  dotnet restore "$probe/probe.csproj" --ignore-failed-sources > "$probe/log" 2>&1 && found=0
  rm -rf "$probe"
  return $found
}

apt_install() { # packages
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    say "cannot install $* (no root or no apt-get): what needs them is left out"
    return 1
  fi
  apt-get install -y --no-install-recommends "$@" > /dev/null 2>&1 && return 0
  apt-get update > /dev/null 2>&1 || true
  apt-get install -y --no-install-recommends "$@" > /dev/null 2>&1 || { say "could not install $*"; return 1; }
}

command -v dotnet > /dev/null || { say "the .NET SDK 10 is missing: https://dotnet.microsoft.com"; exit 3; }

if [ ! -f eng/local.props ]; then
  arrow=false; kafka=false
  can_restore Apache.Arrow 23.0.0 || { arrow=true; say "Apache.Arrow is not in the registry: using src/Arrow"; }
  can_restore librdkafka.redist 2.15.1 || { kafka=true; say "librdkafka.redist is not in the registry: using the system's librdkafka"; }
  cat > eng/local.props.tmp <<XML
<Project>
  <PropertyGroup>
    <UseBundledArrow>$arrow</UseBundledArrow>
    <UseSystemLibrdkafka>$kafka</UseSystemLibrdkafka>
  </PropertyGroup>
</Project>
XML
  mv eng/local.props.tmp eng/local.props
fi

has_librdkafka() { ldconfig -p 2> /dev/null | grep -q 'librdkafka\.so\.1'; }
if grep -q '<UseSystemLibrdkafka>true' eng/local.props && ! has_librdkafka; then
  apt_install librdkafka1 || say "tables of Kafka cannot be used"
fi

if [ "${1:-}" = --tests ]; then
  command -v strace > /dev/null || apt_install strace || true
  ldconfig -p 2> /dev/null | grep -q 'libzstd\.so\.1' || apt_install libzstd1 || true
  command -v kcat > /dev/null || apt_install kcat || true
  command -v tmux > /dev/null || apt_install tmux || true
  command -v sqlite3 > /dev/null || apt_install sqlite3 || true
  for peers in tests/Interop grammar; do
    if command -v npm > /dev/null && [ -f $peers/package-lock.json ] && [ ! -d $peers/node_modules ]; then
      (cd $peers && npm ci --no-audit --no-fund > /dev/null 2>&1) || say "what $peers needs from npm could not be installed"
    fi
  done
fi
