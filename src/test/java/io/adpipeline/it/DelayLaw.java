package io.adpipeline.it;

/**
 * When the row of an event is written. Every law keeps the order of events. But for the laws that say otherwise, each
 * event has a row of its own whose newest event it is, and the latency of the row is the delay of the event.
 */
enum DelayLaw {
    /** At once, one row for each changed cell of a poll. */
    NONE {
        @Override
        long dueMs(long produceMs) {
            return produceMs;
        }
    },
    /** After 250 ms. */
    CONSTANT {
        @Override
        long dueMs(long produceMs) {
            return produceMs + 250;
        }
    },
    /**
     * After 100 to 400 ms, up and down again evenly in 2 s: over whole periods the delays of evenly spaced events are
     * uniformly distributed.
     */
    UNIFORM {
        @Override
        long dueMs(long produceMs) {
            long inPeriodMs = produceMs % 2_000;
            return produceMs + 100 + 300 * Math.min(inPeriodMs, 2_000 - inPeriodMs) / 1_000;
        }
    },
    /** At once, but nothing happens in the first 600 ms of every 3 s: what came meanwhile is written at their end. */
    STALL {
        @Override
        long dueMs(long produceMs) {
            long inPeriodMs = produceMs % 3_000;
            return inPeriodMs < 600 ? produceMs - inPeriodMs + 600 : produceMs;
        }
    },

    /** At the next multiple of half a second, one row for each cell that changed. */
    TICKS {
        @Override
        long dueMs(long produceMs) {
            return produceMs - produceMs % 500 + 500;
        }

        @Override
        boolean oneRowPerCell() {
            return true;
        }
    },
    /** As in {@link #STALL}, but what came meanwhile is one row for each cell. */
    PAUSE {
        @Override
        long dueMs(long produceMs) {
            return STALL.dueMs(produceMs);
        }

        @Override
        boolean oneRowPerCell() {
            return true;
        }
    },
    /** After 40 ms in one half of each second, and 240 ms in the other, the older events still first. */
    UNEVEN {
        @Override
        long dueMs(long produceMs) {
            long inPeriodMs = produceMs % 1_000;
            return inPeriodMs < 500 ? produceMs + 40 : Math.max(produceMs + 240 - (inPeriodMs - 500) * 2, produceMs);
        }
    };

    /** Whether events that are due together are written as one row for each of their cells. */
    boolean oneRowPerCell() {
        return false;
    }

    /** When the row of an event with this produce time is due; both epoch ms. */
    abstract long dueMs(long produceMs);
}
