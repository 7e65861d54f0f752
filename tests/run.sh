#!/usr/bin/env bash
# Builds the solution and runs its tests: tests/run.sh [part of a test project's name]...
# The last line says "N passed, N failed, N skipped"; the exit code is 0 only when tests ran and none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1 # nodes left behind would keep the caller's pipe open
results=artifacts/test-results
vitest_options=(--reporter=default --reporter=junit)

say() { printf '\n== %s\n' "$*"; }

has_postgres() {
  local initdb
  if command -v initdb >/dev/null; then return; fi
  for initdb in /usr/lib/postgresql/*/bin/initdb; do
    if [[ -x $initdb ]]; then return; fi
  done
  return 1
}

# For the dashboard, its tests, and the tests with providers of OpenFeature, which come from npm.
has_node() {
  local version
  version=$(node --version 2>/dev/null) && command -v npm >/dev/null &&
    printf '%s\n' 20.19 "${version#v}" | sort --version-sort --check=quiet
}

has_chromium() {
  [[ -n ${CHROMIUM:-} ]] || command -v chromium chromium-browser google-chrome >/dev/null
}

# The tests start servers of their own on free ports; a cluster that the package starts does not matter to them.
install_servers() {
  local missing=() as_root=()
  has_postgres || missing+=(postgresql)
  command -v redis-server >/dev/null || missing+=(redis-server)
  has_chromium || missing+=(chromium)
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
  local files=()
  mapfile -t files < <(find "$results" -name '*.trx' -o -name '*.junit.xml')
  awk -f tests/summary.awk "${files[@]:-/dev/null}"
}

# The dashboard's own tests (src/Dashboard) and those with a browser (tests/Dashboard.Tests); arguments as of the script.
wants_dashboard() {
  local part
  (($#)) || return 0
  for part in "$@"; do
    if [[ Dashboard.Tests == *"$part"* ]]; then return 0; fi
  done
  return 1
}

test_dashboard() {
  local folder
  if ! has_node || ! has_chromium; then
    echo "There is no Node 20.19 or newer with npm (found: $(node --version 2>&1 || true)), or no Chromium: the tests of the dashboard did not run."
    [[ ${CI:-} != true ]]
    return
  fi
  say "Build the server with the dashboard"
  dotnet build src/WebApi -c Release || return
  say "Test src/Dashboard"
  (cd src/Dashboard && npm run --silent check && npm run --silent test -- "${vitest_options[@]}" --outputFile.junit="$PWD/../../$results/dashboard.junit.xml") || return
  say "Test tests/Dashboard.Tests"
  (cd tests/Dashboard.Tests && npm ci --no-audit --no-fund --loglevel=error && npm run --silent check &&
    npm run --silent test -- "${vitest_options[@]}" --outputFile.junit="$PWD/../../$results/browser.junit.xml")
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
  ((${#targets[@]})) || wants_dashboard "$@" || echo "No test project's name contains: $*"
fi

rm -rf "$results"
mkdir -p "$results"
install_servers
has_node || echo "There is no Node 20.19 or newer with npm (found: $(node --version 2>&1 || true)); Debian 12 and Ubuntu 24.04 have 18." \
  "The dashboard is not built; its tests and those with providers of OpenFeature are skipped, or fail when CI=true."

status=0
for target in "${targets[@]}"; do
  say "Build $target"
  dotnet build "$target" -c Release || { status=$? && echo "The build of $target failed."; }
done
built=$status
if ((built == 0)); then
  for target in "${targets[@]}"; do
    say "Test $target"
    # One assembly after the other (-m:1): the tests measure and start servers, and machines are small.
    dotnet test "$target" -c Release --no-build -m:1 --results-directory "$results" \
      --logger trx --logger "console;verbosity=minimal" || { status=$? && echo "The test run of $target failed."; }
  done
fi

if ((built == 0)) && wants_dashboard "$@"; then
  test_dashboard || { status=1 && echo "The tests of the dashboard failed."; }
fi

say "Results"
summarize || status=1
exit "$status"
