#!/usr/bin/env bash
# Builds the solution and runs its tests: tests/run.sh [part of a test project's name]...
# The last line says "N passed, N failed, N skipped"; the exit code is 0 only when tests ran and none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1 # nodes left behind would keep the caller's pipe open
results=artifacts/test-results

say() { printf '\n== %s\n' "$*"; }

has_postgres() {
  local initdb
  if command -v initdb >/dev/null; then return; fi
  for initdb in /usr/lib/postgresql/*/bin/initdb; do
    if [[ -x $initdb ]]; then return; fi
  done
  return 1
}

# For the tests with providers of OpenFeature, which come from npm.
has_node() {
  local version
  version=$(node --version 2>/dev/null) && version=${version#v} && ((${version%%.*} >= 20)) && command -v npm >/dev/null
}

# The tests start servers of their own on free ports; a cluster that the package starts does not matter to them.
install_servers() {
  local missing=() as_root=()
  has_postgres || missing+=(postgresql)
  command -v redis-server >/dev/null || missing+=(redis-server)
  # A Node that is there, but too old, is somebody's choice.
  has_node || command -v node >/dev/null || missing+=(nodejs npm)
  ((${#missing[@]})) || return 0
  say "Missing for the tests: ${missing[*]}"
  if ((EUID)); then
    as_root=(sudo)
    [[ -t 1 ]] || as_root+=(-n)
  fi
  if ! command -v apt-get >/dev/null || { ((EUID)) && ! command -v sudo >/dev/null; }; then
    echo "Please install ${missing[*]}. Without, the tests that need them are skipped, or fail when CI=true."
    return 0
  fi
  "${as_root[@]}" apt-get update -q || true
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" ||
    echo "Could not install ${missing[*]}: the tests that need them are skipped, or fail when CI=true."
}

# Prints what was not passed, by name with the reason, and the totals; fails when a test failed or none ran.
summarize() {
  local files=("$results"/*.trx)
  [[ -e ${files[0]} ]] || files=(/dev/null)
  awk -f tests/summary.awk "${files[@]}"
}

# No arguments: the whole solution. Otherwise the test projects whose name contains one of them.
targets=(FeatureFlag.sln)
if (($#)); then
  targets=()
  for project in tests/*.Tests/*.Tests.csproj; do
    for part in "$@"; do
      if [[ ${project##*/} == *"$part"* ]]; then targets+=("$project") && break; fi
    done
  done
  ((${#targets[@]})) || echo "No test project's name contains: $*"
fi

rm -rf "$results"
mkdir -p "$results"
install_servers
has_node || echo "There is no Node 20 or newer with npm (found: $(node --version 2>&1 || true)); Debian 12 and Ubuntu 24.04 have 18." \
  "The tests with providers of OpenFeature are skipped, or fail when CI=true."

status=0
for target in "${targets[@]}"; do
  say "Build $target"
  dotnet build "$target" -c Release || { status=$? && echo "The build of $target failed."; }
done
if ((status == 0)); then
  for target in "${targets[@]}"; do
    say "Test $target"
    # One assembly after the other (-m:1): the tests measure and start servers, and machines are small.
    dotnet test "$target" -c Release --no-build -m:1 --results-directory "$results" \
      --logger trx --logger "console;verbosity=minimal" || { status=$? && echo "The test run of $target failed."; }
  done
fi

say "Results"
summarize || status=1
exit "$status"
