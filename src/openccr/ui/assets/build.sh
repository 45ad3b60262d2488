#!/usr/bin/env bash
# Makes static/ui/ from scss/ and js/. Needs Node 20 or newer; the result is committed, so nothing else does.
set -euo pipefail
cd "$(dirname "$0")"
out=../static/ui
[ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund
mkdir -p "$out/images"

npx sass --quiet-deps --no-charset --no-source-map --style=compressed --load-path=. --load-path=node_modules scss/openccr.scss "$out/openccr.css"
npx esbuild js/openccr.js --bundle --minify --format=iife --target=es2020 --legal-comments=none --outfile="$out/openccr.js"
cp node_modules/htmx.org/dist/htmx.min.js "$out/htmx.js"
cp node_modules/@ministryofjustice/frontend/moj/assets/images/icon-{tag-remove-cross,tag-remove-cross-white,close-cross-black,document,toggle-plus-minus}.svg "$out/images/"
cp images/* "$out/images/"
cp LICENCES.txt "$out/licences.txt" # they ask that their text goes with every copy

# A source-map comment names a file that is not served, and a hashing file store refuses it. Substitute, never delete
# the line: a bundle is a single line.
sed -i 's|//# sourceMappingURL=[^ ]*||; s|/\*# sourceMappingURL=[^*]*\*/||' "$out"/openccr.css "$out"/*.js

# What must not be in the result: the font, the crown and the logo are GOV.UK's alone, and nothing may be fetched
# from a file that is not there.
for word in 'GDS Transport' crest crown 'sourceMappingURL' '/assets/'; do
  if grep -q -- "$word" "$out"/openccr.css "$out"/*.js; then echo "build.sh: the result contains '$word'" >&2; exit 1; fi
done
wc -c "$out"/*.css "$out"/*.js
