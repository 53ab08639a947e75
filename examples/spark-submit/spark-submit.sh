#!/bin/sh
# spark-submit of SPARK_HOME, or without one that of a folder laid out from this clone's jars.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ -z "${SPARK_HOME:-}" ]; then
  SPARK_HOME=$here/../../target/spark-home
  "$here/spark-home.sh" "$SPARK_HOME"
fi
exec "$SPARK_HOME/bin/spark-submit" "$@"
