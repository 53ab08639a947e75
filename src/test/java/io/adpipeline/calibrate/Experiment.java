package io.adpipeline.calibrate;

import java.util.Locale;
import java.util.Optional;

/** Comparisons of one kind, whose truth is known. */
enum Experiment {
    /** Of two that are alike: SLOWER is a false alarm. */
    ALIKE("alike", Subject.SYNTHETIC, 0, false, 40, -2),
    /** Of one that is surely too slow. */
    SLOWER_20("+20 %", Subject.SYNTHETIC, 20, false, 40, 36),
    /** Of one that is too slow by little; how often it is found is told, not required. */
    SLOWER_10("+10 %", Subject.SYNTHETIC, 10, false, 40, 0),
    /** Of two that are alike, while another process keeps a core busy. */
    ALIKE_BUSY("alike, one core busy", Subject.SYNTHETIC, 0, true, 20, -2),
    /** Of the reference pipeline with itself, in 20 minutes. */
    REFERENCE_ALIKE("reference, alike", Subject.REFERENCE, 0, false, 6, 0),
    /** Of the reference pipeline with itself and a loop for each event, in 20 minutes. */
    REFERENCE_20("reference, +20 % of CPU time", Subject.REFERENCE, 20, false, 6, 0);

    /** What is compared, as YAML; both sides are slower than they could be by a percentage of their own. */
    enum Subject {
        /** Delays of 100 to 400 ms in processes that differ by 3 %, in four rounds of short blocks. */
        SYNTHETIC("""
                pipeline: synthetic
                settings: {law: UNIFORM, unlike: "3", slower: "%d"}
                traffic: {model: uniform}
                producers: 1
                eventsPerProducer: 300
                window: 500ms
                duration: 2s
                watermark: 1m
                tail: 500ms
                compare: {warmup: 0s, settle: 500ms, block: 2s, budget: 190s}
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1s}
                """),
        /** The shipped scenario {@code uniform}, and all that a comparison of it has by default. */
        REFERENCE("""
                pipeline: spark-slowed
                settings: {slower: "%d"}
                traffic: {model: uniform}
                window: 4s
                duration: 40s
                slo:
                  perEvent: {p90: 2500ms}
                """);

        private final String template;

        Subject(String template) {
            this.template = template;
        }

        String template() {
            return template;
        }

        String scenario(int slowerPercent) {
            return template.formatted(slowerPercent);
        }
    }

    private final String title;
    private final Subject subject;
    private final int slowerPercent;
    private final boolean busy;
    private final int planned;
    private final int required;

    /** @param required how many of the planned must be called SLOWER; if negative how many may be, if 0 neither */
    Experiment(String title, Subject subject, int slowerPercent, boolean busy, int planned, int required) {
        this.title = title;
        this.subject = subject;
        this.slowerPercent = slowerPercent;
        this.busy = busy;
        this.planned = planned;
        this.required = required;
    }

    String title() {
        return title;
    }

    Subject subject() {
        return subject;
    }

    /** By how much b is slower in truth, percent. */
    int slowerPercent() {
        return slowerPercent;
    }

    boolean busy() {
        return busy;
    }

    int planned() {
        return planned;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is required of how many are called SLOWER. */
    String requirement() {
        if (required == 0) {
            return "-";
        }
        return required > 0
                ? "at least %d of %d".formatted(required, planned)
                : "at most %d of %d".formatted(-required, planned);
    }

    /** Whether the requirement holds; empty while that is open. */
    Optional<Boolean> holds(int done, int slower) {
        if (required < 0) {
            boolean tooMany = slower > -required;
            return tooMany || done >= planned ? Optional.of(!tooMany) : Optional.empty();
        }
        boolean enough = slower >= required;
        boolean lost = done - slower > planned - required;
        return enough || lost ? Optional.of(enough) : Optional.empty();
    }
}
