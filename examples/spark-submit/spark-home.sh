#!/bin/sh
# Lays out a SPARK_HOME in DIR from the jars of this clone, for machines without a Spark distribution. It has no more than
# spark-submit and the daemons of a standalone cluster need, and it is no longer good when the jars are gone.
# Usage: spark-home.sh DIR, after "mvn package" or "mvn verify"
set -eu

clone=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
mkdir -p "${1:?usage: spark-home.sh DIR}/bin" "$1/conf" "$1/jars"
home=$(CDPATH='' cd -- "$1" && pwd)

built=$(ls -td "$clone"/target/adpipeline-perf-*/adpipeline-perf-*/lib/pipeline 2>/dev/null | head -n 1 || true)
set -- "$built"/*.jar "$clone"/target/spark-submit/*.jar
for jar; do
  [ -e "$jar" ] || { echo "spark-home.sh: no $jar: run 'mvn package' in $clone first" >&2; exit 4; }
done
find "$home/jars" -type l -exec rm {} + # of an earlier build
ln -s "$@" "$home/jars/"
ln -sf "$clone/src/main/resources/io/adpipeline/pipeline/host/jvm.options" "$home/"

cat > "$home/conf/log4j2.properties" <<'PROPERTIES'
rootLogger.level = warn
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{ISO8601} %-5p %c: %m%n%xEx
PROPERTIES

cat > "$home/bin/spark-submit" <<'SCRIPT'
#!/bin/sh
# The driver's JVM is this one: SPARK_DRIVER_MEMORY and SPARK_SUBMIT_OPTS are for it, --driver-memory and the like are not.
SPARK_HOME=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
export SPARK_HOME SPARK_SCALA_VERSION=2.12
# shellcheck disable=SC2086 # options are words
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" @"$SPARK_HOME/jvm.options" "-Xmx${SPARK_DRIVER_MEMORY:-1g}" ${SPARK_SUBMIT_OPTS:-} \
  -cp "$SPARK_HOME/conf:$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit "$@"
SCRIPT
chmod +x "$home/bin/spark-submit"
