#!/usr/bin/env bash
# Makes src/Parser/Generated from the two grammars; with --check it only says whether that would change anything.
set -euo pipefail
cd "$(dirname "$0")"

target=../src/Parser/Generated
[ -x node_modules/.bin/antlr-ng ] || npm ci --no-audit --no-fund --loglevel=error

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
node_modules/.bin/antlr-ng -Dlanguage=CSharp --generate-listener false --generate-visitor false --warnings-are-errors true \
    -p StreamSql.Parser.Generated -o "$made" StreamSqlLexer.g4 StreamSqlParser.g4
rm "$made"/*.interp "$made"/*.tokens

# The generator has no option for it: nothing of this is for other projects.
sed -i -e 's/^public partial class/internal partial class/' -e '/CLSCompliant/d' "$made"/*.cs

if [ "${1:-}" = --check ]; then
    diff -r "$made" "$target" > /dev/null || { echo "src/Parser/Generated is not what grammar/ gives: run grammar/generate.sh" >&2; exit 1; }
    echo "src/Parser/Generated is up to date"
else
    rm -rf "$target"
    mkdir -p "$target"
    cp "$made"/*.cs "$target"
fi
