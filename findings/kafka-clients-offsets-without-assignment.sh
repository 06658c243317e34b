#!/usr/bin/env bash
# kafka-clients 4.3.1: KafkaConsumer.endOffsets() and offsetsForTimes() are documented for any partitions. For partitions that the
# consumer is not assigned the answer is right, but each partition of each call is logged as a warning, "Not updating high watermark for
# partition … as it is no longer assigned": a tool that measures lag fills the log with warnings about nothing. assign() before the call
# avoids them. Seen: "unassigned: offset 0, warnings 2" and "assigned: offset 0, warnings 0".
set -euo pipefail
kafka=4.3.1
dir=$(mktemp -d)
broker=
trap '[[ -z $broker ]] || kill -9 "$broker" 2>/dev/null; rm -rf "$dir"' EXIT
cd "$dir"

cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$kafka</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=cp
cp=$(cat cp)

cat > server.properties <<PROPERTIES
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:29792,CONTROLLER://127.0.0.1:29793
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:29793
log.dirs=$dir/logs
offsets.topic.replication.factor=1
PROPERTIES
java -cp "$cp" kafka.tools.StorageTool format -t MkU3OEVBNTcwNTJENDM2Qg -c server.properties > format.log 2>&1
java -cp "$cp" kafka.Kafka server.properties > broker.log 2>&1 &
broker=$!

cat > Probe.java <<'JAVA'
import java.util.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

public class Probe {
  public static void main(String[] args) throws Exception {
    Map<String, Object> connection = Map.of("bootstrap.servers", "127.0.0.1:29792");
    try (var admin = Admin.create(connection)) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
    }
    var partition = new TopicPartition("t", 0);
    var bytes = new ByteArrayDeserializer();
    for (boolean assigned : new boolean[] {false, true}) {
      System.err.println(assigned ? "== assigned" : "== unassigned");
      try (var consumer = new KafkaConsumer<>(connection, bytes, bytes)) {
        if (assigned) {
          consumer.assign(List.of(partition));
        }
        consumer.endOffsets(List.of(partition));
        System.err.println("offset " + consumer.endOffsets(List.of(partition)).get(partition));
      }
    }
  }
}
JAVA
for _ in $(seq 60); do
  (exec 3<> /dev/tcp/127.0.0.1/29792) 2>/dev/null && break
  sleep 1
done
java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$cp" Probe.java > probe.log 2>&1 || { cat probe.log; exit 1; }

part() { sed -n "/^== $1\$/,/^offset/p" probe.log; }
warnings() { part "$1" | grep -c 'Not updating high watermark' || true; }
for which in unassigned assigned; do
  echo "$which: $(part "$which" | grep '^offset'), warnings $(warnings "$which")"
done
[[ $(warnings unassigned) == 2 && $(warnings assigned) == 0 ]] || { echo "The behaviour has changed"; cat probe.log; exit 1; }
