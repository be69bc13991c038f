#!/usr/bin/env bash
# What a whole build of many events costs, in CPU seconds, against the same records in a JsonSerializerContext and against
# the records alone: each build with a compiler process of its own, the kinds in turn, several rounds.
# usage: bench/build-cost.sh [records] [rounds]
set -euo pipefail

records=${1:-1000}
rounds=${2:-3}
per_hub=200
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build "$root/src/Sse.Abstractions" -c Release -f net10.0 -v q -clp:NoSummary -p:UseSharedCompilation=false >/dev/null
dotnet build "$root/src/Sse.Generators" -c Release -v q -clp:NoSummary -p:UseSharedCompilation=false >/dev/null

# Ten members of kinds that events have, in 1 file per record.
write_records() { # folder, line before each record, word after "public"
    mkdir -p "$work/$1"
    for ((i = 0; i < records; i++)); do
        cat > "$work/$1/Event$i.cs" <<CODE
using System;
using System.Collections.Generic;
namespace Acme;
${2//NUMBER/$i}
public sealed $3record Event$i(string First, int Second, decimal Third, Guid Fourth, DateTimeOffset Fifth, double? Sixth, bool Seventh, List<string> Eighth, DateOnly Ninth, Uri? Tenth);
CODE
    done
}

write_project() { # folder, items
    cat > "$work/$1/$1.csproj" <<CODE
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
    <CompilerGeneratedFilesOutputPath>obj/generated</CompilerGeneratedFilesOutputPath>
  </PropertyGroup>
  <ItemGroup>$2</ItemGroup>
</Project>
CODE
    dotnet restore "$work/$1" -v q >/dev/null
}

write_records plain "" ""
write_project plain ""

write_records context "" ""
{
    echo "using System.Text.Json.Serialization; namespace Acme;"
    for ((i = 0; i < records; i++)); do echo "[JsonSerializable(typeof(Event$i))]"; done
    echo "internal sealed partial class Context : JsonSerializerContext;"
} > "$work/context/Context.cs"
write_project context ""

write_records events '[Sse.SseEvent("event-NUMBER")]' "partial "
for ((hub = 0; hub * per_hub < records; hub++)); do
    last=$(((hub + 1) * per_hub < records ? (hub + 1) * per_hub : records))
    types=$(seq -f "typeof(Event%.0f)" -s ", " $((hub * per_hub)) $((last - 1)))
    echo "namespace Acme; [Sse.SseHub($types)] public sealed partial class Hub$hub;" > "$work/events/Hub$hub.cs"
done
bin="$root/artifacts/bin"
write_project events "<Reference Include=\"$bin/Sse.Abstractions/release_net10.0/Sse.Abstractions.dll\" /><Analyzer Include=\"$bin/Sse.Generators/release/Sse.Generators.dll\" />"

build() { # folder: its CPU seconds
    local TIMEFORMAT='%U %S'
    { time dotnet build "$work/$1" --no-restore --no-incremental -m:1 -v q -clp:NoSummary -p:UseSharedCompilation=false -nodeReuse:false ${BUILD_ARGS:-} >&2; } 2>&1 >/dev/null \
        | tail -1 | awk '{ printf "%.1f", $1 + $2 }'
}

echo "CPU seconds of a build of $records records:"
printf '%8s %8s %8s %8s\n' round plain context events
declare -A least
for ((round = 1; round <= rounds; round++)); do
    line=$(printf '%8d' "$round")
    for kind in plain context events; do
        seconds=$(build "$kind")
        line+=$(printf ' %8s' "$seconds")
        least[$kind]=$(awk -v a="${least[$kind]:-$seconds}" -v b="$seconds" 'BEGIN { print (a < b ? a : b) }')
    done
    echo "$line"
done
awk -v p="${least[plain]}" -v c="${least[context]}" -v e="${least[events]}" 'BEGIN { printf "least: events %.2f of the context, %.2f of it above the plain records\n", e / c, (e - p) / (c - p) }'

text() { find "$work/$1/obj/generated" -name '*.cs' -path "$2" -exec cat {} + | wc -c | awk -v n="$records" '{ printf "%.1f KiB", $1 / n / 1024 }'; }
echo "generated text per record: context $(text context '*JsonSourceGenerator*'), events $(text events '*SseEventGenerator*'), hubs $(text events '*SseHubGenerator*')"
