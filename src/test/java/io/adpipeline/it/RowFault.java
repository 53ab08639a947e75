package io.adpipeline.it;

import io.adpipeline.event.EventCounts;
import java.util.concurrent.TimeUnit;

/** A row that no pipeline can rightly write. The rows of its cell before and after it are right, the last one too. */
enum RowFault {
    MORE_THAN_SENT("counts more events of a type than there are") {
        @Override
        EventCounts counts(EventCounts right, long oldestNs) {
            return new EventCounts(
                    right.views() + 1_000,
                    right.clicks(),
                    right.purchases(),
                    right.maxProduceTimeMs(),
                    right.maxEventTimeNs());
        }
    },
    NEWEST_TOO_OLD("it counts more events than there are up to its newest one") {
        @Override
        EventCounts counts(EventCounts right, long oldestNs) {
            return withNewest(right, oldestNs);
        }
    },
    NEWEST_UNKNOWN("no event has the time of its newest one") {
        @Override
        EventCounts counts(EventCounts right, long oldestNs) {
            return withNewest(right, right.maxEventTimeNs() + 1);
        }
    },
    NEWEST_AFTER_APPEND("its newest event is later than its own append") {
        @Override
        EventCounts counts(EventCounts right, long oldestNs) {
            return withNewest(right, right.maxEventTimeNs() + TimeUnit.MINUTES.toNanos(1));
        }
    },
    WINDOW_END("window_end is ") {
        @Override
        long windowEndMs(long rightMs) {
            return rightMs + 1;
        }
    },
    /** The row before it is written once more, after it. */
    REPEATED("the count fell from ");

    private final String named;

    RowFault(String named) {
        this.named = named;
    }

    /** What the verdict says of it. */
    String named() {
        return named;
    }

    /** @param oldestNs intended time of the cell's first event */
    EventCounts counts(EventCounts right, long oldestNs) {
        return right;
    }

    long windowEndMs(long rightMs) {
        return rightMs;
    }

    private static EventCounts withNewest(EventCounts right, long newestNs) {
        return new EventCounts(right.views(), right.clicks(), right.purchases(), right.maxProduceTimeMs(), newestNs);
    }
}
