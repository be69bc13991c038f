#!/usr/bin/env bash
# Takes a version of AsyncAPI's React component into Sse.AsyncApi: ./eng/update-asyncapi-page.sh 3.2.1
# Pins it for the tests, which compare the files that are shipped with those of the pinned version.
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:?the version of @asyncapi/react-component}
validators=tests/Sse.OpenApi.Tests/Validators
ours=src/Sse.AsyncApi

npm --prefix "$validators" install --save-exact --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved "@asyncapi/react-component@$version"
component=$validators/node_modules/@asyncapi/react-component
mkdir -p "$ours/Page"
gzip -9 -n -c "$component/browser/standalone/index.js" >"$ours/Page/component.js.gz"
gzip -9 -n -c "$component/styles/default.min.css" >"$ours/Page/component.css.gz"
{
  echo "Sse.AsyncApi holds the standalone build and the style of @asyncapi/react-component $version, unchanged,"
  echo "by the AsyncAPI maintainers, https://github.com/asyncapi/asyncapi-react, under the Apache License 2.0:"
  echo
  cat "$component/LICENSE"
  echo
  echo "What that build holds of others, by its own notices:"
  echo
  cat "$component/browser/standalone/index.js.LICENSE.txt"
} >"$ours/THIRD-PARTY-NOTICES.txt"
