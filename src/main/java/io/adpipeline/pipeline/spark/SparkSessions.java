package io.adpipeline.pipeline.spark;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.util.Utils$;

/** Opens and closes the one Spark session that a JVM can have. */
final class SparkSessions {

    private SparkSessions() {}

    /**
     * Opens a session.
     *
     * @param properties Spark properties; system properties are ignored
     * @throws IllegalStateException if Spark does not start, for one because another Spark runs in this JVM already;
     *     nothing is left running then
     */
    static SparkSession open(Map<String, String> properties) {
        // else Spark looks up the machine's own name, which not every network can resolve
        Utils$.MODULE$.setCustomHostname(properties.get("spark.driver.host"));
        SparkConf conf = new SparkConf(false);
        properties.forEach(conf::set);
        SparkContext context = null;
        boolean opened = false;
        try {
            context = new SparkContext(conf);
            // not the builder alone: it would share a Spark that runs already, and silently keep that one's settings
            SparkSession session = SparkSession.builder().sparkContext(context).getOrCreate();
            // makes Spark check the SQL settings now, and not at their first use
            session.sessionState();
            opened = true;
            return session;
        } catch (Exception e) {
            // Spark is Scala: it throws checked exceptions that its methods do not declare
            throw new IllegalStateException(
                    "Spark does not start with spark.master '%s': %s"
                            .formatted(properties.get("spark.master"), e.getMessage()),
                    e);
        } finally {
            if (context != null && !opened) {
                context.stop();
                clearJvm();
            }
        }
    }

    /**
     * Stops the session's queries, then the session, whatever happens.
     *
     * @throws IllegalStateException if a query did not stop in time; the session is stopped all the same
     */
    static void close(SparkSession session) {
        try {
            for (StreamingQuery query : session.streams().active()) {
                query.stop();
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("the Spark query did not stop in time: " + e.getMessage(), e);
        } finally {
            session.stop();
            clearJvm();
        }
    }

    /**
     * Clears what Spark keeps for the whole JVM: state stores with their maintenance thread, the folder of the last
     * session, into which the next one would write, and the session itself.
     */
    private static void clearJvm() {
        StateStore.stop();
        Utils$.MODULE$.clearLocalRootDirs();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }
}
