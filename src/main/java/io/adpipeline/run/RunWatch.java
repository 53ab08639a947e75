package io.adpipeline.run;

import io.adpipeline.evidence.Abort;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.KafkaOutage;
import io.adpipeline.kafka.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits while a run goes on, and finds out what has died meanwhile. Used by the run's thread alone. */
final class RunWatch {

    /** What the system, the JVM and Kafka say; a pipeline that dies of such an error repeats it. */
    private static final List<String> OF_SURROUNDINGS = List.of(
            "No space left on device",
            "Disk quota exceeded",
            "File too large",
            "Too many open files",
            "AuthorizationException");

    private static final String OUT_OF_MEMORY = "OutOfMemoryError";

    static final Duration POLL = Duration.ofMillis(50);

    private final RunParts parts;
    private final BooleanSupplier cancelled;
    private final Secrets secrets;
    private Abort abort;
    private long suspectedSinceNs;

    RunWatch(RunParts parts, BooleanSupplier cancelled, Secrets secrets) {
        this.parts = parts;
        this.cancelled = cancelled;
        this.secrets = secrets;
    }

    /** Why the run has to end now; empty while it may go on. */
    Optional<Abort> abort() {
        return Optional.ofNullable(abort);
    }

    boolean aborted() {
        return abort != null;
    }

    /** Ends the run for this reason, unless there is one already. */
    void abort(Culprit culprit, String message) {
        if (abort == null) {
            abort = new Abort(culprit, secrets.redact(message)); // a plug-in may say anything
        }
    }

    /** Waits for a condition; false if time ran out or something died, see {@link #abort()}. */
    boolean await(Duration limit, Callable<Boolean> condition) throws InterruptedException {
        try {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .pollInSameThread()
                    .until(() -> {
                        throwIfCancelled();
                        return hasDied() || condition.call();
                    });
            return abort == null;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Looks at the cancel request too: Awaitility keeps an interrupt for later, and other code loses it. */
    private void throwIfCancelled() throws InterruptedException {
        if (cancelled.getAsBoolean() || Thread.interrupted()) {
            throw new InterruptedException("the run was ended before it had a result");
        }
    }

    /** When Kafka dies, all others soon die too: they are to blame only if Kafka has answered after their death. */
    private boolean hasDied() {
        if (abort == null) {
            Optional<Abort> suspect = suspect();
            if (suspect.isPresent() && suspectedSinceNs == 0) {
                suspectedSinceNs = System.nanoTime();
            }
            parts.backlog()
                    .silence()
                    .map(why -> new Abort(Culprit.KAFKA, why))
                    .or(() -> suspect.filter(any -> parts.backlog().answeredSince(suspectedSinceNs))
                            .map(any -> withOutage(
                                    any, KafkaOutage.of(parts.backlog().longestSilenceMs()))))
                    .ifPresent(why -> abort(why.culprit(), why.message()));
        }
        return abort != null;
    }

    /** A part that died after an outage of Kafka may have died of the outage. */
    static Abort withOutage(Abort suspect, Optional<String> outage) {
        return outage.map(why -> new Abort(Culprit.KAFKA, why + "; " + suspect.message()))
                .orElse(suspect);
    }

    private Optional<Abort> suspect() {
        return parts.load()
                .failure()
                .map(why -> new Abort(Culprit.GENERATOR, why))
                .or(() -> parts.reader()
                        .failure()
                        .map(why -> new Abort(Culprit.READER, "the results reader died: " + why)))
                .or(() -> parts.pipeline().failure().map(RunWatch::ofPipeline));
    }

    /** A pipeline that had no disk, memory, file handles or rights to go on is not to blame. */
    static Abort ofPipeline(Throwable failure) {
        String why = failure.toString();
        if (why.contains(OUT_OF_MEMORY)) {
            return new Abort(Culprit.MEMORY, "the pipeline ran out of memory: " + why);
        }
        return OF_SURROUNDINGS.stream().anyMatch(why::contains)
                ? new Abort(
                        Culprit.SURROUNDINGS, "the pipeline ran out of disk or file handles, or lacked rights: " + why)
                : new Abort(Culprit.PIPELINE, "the pipeline died: " + why);
    }
}
