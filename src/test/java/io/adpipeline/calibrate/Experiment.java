package io.adpipeline.calibrate;

import java.util.Locale;
import java.util.Optional;

/** Comparisons of one kind, whose truth is known. */
enum Experiment {
    /** Of two that are alike: SLOWER is a false alarm. */
    ALIKE("alike", 0, false, 40, -2),
    /** Of one that is surely too slow. */
    SLOWER_20("+20 %", 20, false, 40, 36),
    /** Of one that is too slow by little; how often it is found is told, not required. */
    SLOWER_10("+10 %", 10, false, 40, 0),
    /** Of two that are alike, while another process keeps a core busy. */
    ALIKE_BUSY("alike, one core busy", 0, true, 20, -2);

    private final String title;
    private final int slowerPercent;
    private final boolean busy;
    private final int planned;
    private final int required;

    /** @param required how many of the planned must be called SLOWER; if negative how many may be, if 0 neither */
    Experiment(String title, int slowerPercent, boolean busy, int planned, int required) {
        this.title = title;
        this.slowerPercent = slowerPercent;
        this.busy = busy;
        this.planned = planned;
        this.required = required;
    }

    String title() {
        return title;
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
