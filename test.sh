#!/usr/bin/env bash
# Installs what the tests need (Debian), builds, runs every test, and ends with
# "N passed, N failed, N skipped", added up from the counts the runners print.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

need() { # need COMMAND PACKAGE...: remembers the packages of a command that is not there
  command -v "$1" >/dev/null 2>&1 || missing+=("${@:2}")
}

PATH=$PATH:/usr/sbin # where Debian keeps nginx
missing=()
need gcc gcc libc6-dev zlib1g-dev # links the native binary
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
need chromium chromium # reads the streams as a browser does
need nginx nginx-light # stands between server and client
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need initdb postgresql # keeps and shares hubs' logs
need nats-server nats-server # keeps logs for several nodes
need node nodejs # builds the samples' pages, runs the TypeScript client and other people's validators of documents
need npm npm # installs what these need
need pgbouncer pgbouncer # stands between nodes and PostgreSQL
if [ ${#missing[@]} -gt 0 ]; then
  sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo -n)
  if command -v apt-get >/dev/null 2>&1 && { [ ${#sudo[@]} -eq 0 ] || sudo -n true 2>/dev/null; }; then
    echo "Installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    "${sudo[@]}" apt-get update -qq || echo "apt-get update failed; trying with the package list at hand" >&2
    "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      echo "Could not install: ${missing[*]}" >&2
  else
    echo "Missing: ${missing[*]}. Install them (apt-get install ${missing[*]}) or run as root; tests that need them will be skipped." >&2
  fi
fi
if command -v npm >/dev/null 2>&1 && ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  # The pages need 20.19; Debian 12 has 18. npm has newer ones.
  npm install --silent --no-save --prefix artifacts/node node@22 >/dev/null && PATH=$PWD/artifacts/node/node_modules/node/bin:$PATH
fi
if ! command -v dotnet >/dev/null 2>&1; then
  echo "Missing: the .NET 10 SDK, see https://dotnet.microsoft.com/download" >&2
  exit 1
fi

# Watching how code runs, to compile it better later, doesn't pay in processes that live for seconds.
export DOTNET_TieredPGO=0

rm -f artifacts/figures.txt
dotnet build Sse.sln -v quiet -clp:NoSummary || exit 1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution Sse.sln --no-build --max-parallel-test-modules 1 --output Normal "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { awk -v key="$1:" '$1 == key { n += $2 } END { print n + 0 }' "$log"; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ "$((passed + failed))" -eq 0 ]; then
  echo "No test ran." >&2
  status=1
fi
[ "$failed" -gt 0 ] && status=1
[ -e artifacts/figures.txt ] && cat artifacts/figures.txt
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
