#!/usr/bin/env bash
# Lets other WebSocket libraries play the app and the server against the program: see docs/interoperability.md.
#   interoperability/run.sh [--install] [LIBRARY…]
# --install gets what is missing by apt-get (Debian). MVN: the Maven command, where it needs options.
# Exit: 0 all came out, 1 something did not, 2 wrong usage, 3 nothing failed but a library is not installed.
set -euo pipefail
cd "$(dirname "$0")/.."

install=no
if [ "${1:-}" = --install ]; then
    install=yes
    shift
fi

missing=()
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
command -v chromium >/dev/null || missing+=(chromium)
/usr/bin/python3 -c 'import websockets' 2>/dev/null || missing+=(python3-websockets)
if [ ${#missing[@]} -gt 0 ]; then
    if [ $install = yes ]; then
        apt-get update
        apt-get install -y --no-install-recommends "${missing[@]}"
    else
        echo "not installed: ${missing[*]} (--install gets them)" >&2
    fi
fi
if [ ! -d interoperability/node_modules ] && command -v npm >/dev/null; then
    (cd interoperability && npm ci --no-audit --no-fund) >&2
fi

# Installed, as the class path names the other modules' jars in the local repository.
if [ ! -f adapters/cli/target/classpath ] || [ ! -f adapters/cli/target/realtime.jar ] || [ ! -d adapters/cli/target/test-classes ]; then
    ${MVN:-mvn} -q -DskipTests -pl bom,adapters/cli -am install
    ${MVN:-mvn} -q -pl adapters/cli dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/classpath
fi
classes=adapters/cli/target
exec java -cp "$classes/classes:$classes/test-classes:$(cat $classes/classpath)" \
    org.realtimeupdates.adapter.cli.interoperability.InteroperabilityCampaign "$PWD" "$@"
