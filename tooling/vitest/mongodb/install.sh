#!/usr/bin/env bash
# Installs the tests' MongoDB stand-in into the folder that is given and prints the path of its `mongod`. Done once for each version.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
home="$1/$(cat "$here/pom.xml" "$here/TestMongod.java" "$here/install.sh" | sha256sum | cut -c1-16)"

if [ ! -x "$home/mongod" ]; then
  if ! command -v javac >/dev/null || ! command -v mvn >/dev/null; then
    (apt-get update -q && apt-get install -qy --no-install-recommends default-jdk-headless maven) >&2
  fi
  draft="$home.$$"
  mkdir -p "$draft"
  fetch() { mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$draft/lib" >&2; }
  # Once more where the registry was only slow.
  fetch || fetch
  javac -cp "$draft/lib/*" -d "$draft/classes" "$here/TestMongod.java" >&2
  cat >"$draft/mongod" <<EOF
#!/bin/sh
exec java -Xmx256m -XX:TieredStopAtLevel=1 -cp "$home/lib/*:$home/classes" TestMongod "\$@"
EOF
  chmod +x "$draft/mongod"
  mv -T "$draft" "$home" 2>/dev/null || rm -rf "$draft"
fi
echo "$home/mongod"
