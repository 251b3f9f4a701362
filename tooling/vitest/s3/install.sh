#!/usr/bin/env bash
# Installs the S3 storage of the tests into the folder that is given and prints the path of its `versitygw`. Done once for each version.
set -euo pipefail
version="v1.8.0"
home="$1/$version"

if [ ! -x "$home/versitygw" ]; then
  if ! command -v go >/dev/null; then
    (apt-get update -q && apt-get install -qy --no-install-recommends golang-go) >&2
  fi
  draft="$home.$$"
  mkdir -p "$draft"
  build() { GOBIN="$draft" go install "github.com/versity/versitygw/cmd/versitygw@$version" >&2; }
  # Once more where the registry was only slow.
  build || build
  mv -T "$draft" "$home" 2>/dev/null || rm -rf "$draft"
fi
echo "$home/versitygw"
