#!/usr/bin/env bash
# Builds the script of the dashboard's page out of Sse.Dashboard/Page/client and the client that is generated from its hubs:
# ./eng/update-dashboard-page.sh. It names what it was built from, and a test asks whether that is what there is.
set -euo pipefail
cd "$(dirname "$0")/.."

client=src/Sse.Dashboard/Page/client
dotnet build src/Sse.Dashboard -f net10.0 -v quiet --nologo -p:RunAnalyzers=false
dotnet build src/Sse.Tool -v quiet --nologo -p:RunAnalyzers=false
dotnet exec artifacts/bin/Sse.Tool/debug/Sse.Tool.dll typescript artifacts/bin/Sse.Dashboard/debug_net10.0/Sse.Dashboard.dll -o "$client/sse"
npm --prefix "$client" ci --ignore-scripts --no-audit --no-fund --silent
npm --prefix "$client" run build --silent
sources=$(cd "$client" && LC_ALL=C ls ./*.ts sse/*.ts | LC_ALL=C sort | xargs cat | sha256sum | cut -d' ' -f1)
{
  echo "// Built by eng/update-dashboard-page.sh: changes here are lost. Sources: $sources"
  cat "$client/../dashboard.js"
} >"$client/../dashboard.js.new"
mv "$client/../dashboard.js.new" "$client/../dashboard.js"
