package io.adpipeline.it;

import io.adpipeline.event.AdEvent;

/** What a pipeline can get wrong. */
enum CountingFault {
    NONE,
    /** One event in 100,000 is not counted. */
    DROP {
        @Override
        int times(long number, AdEvent event) {
            return number % 100_000 == 50_000 ? 0 : 1;
        }
    },
    /** One event is counted twice. */
    DOUBLE {
        @Override
        int times(long number, AdEvent event) {
            return number == 50_000 ? 2 : 1;
        }
    },
    /** Campaign 3 is never seen. */
    NO_CAMPAIGN_3 {
        @Override
        int times(long number, AdEvent event) {
            return event.campaignId() == 3 ? 0 : 1;
        }
    },
    /** The third window gets no more rows after the first. */
    UNFINISHED_WINDOW,
    /** Nothing is ever written. */
    SILENT {
        @Override
        int times(long number, AdEvent event) {
            return 0;
        }
    },
    /** The pipeline breaks down. */
    DIE {
        @Override
        int times(long number, AdEvent event) {
            if (number == 1_000) {
                throw new IllegalStateException("broken on purpose");
            }
            return 1;
        }
    };

    /** How often the event is counted. */
    int times(long number, AdEvent event) {
        return 1;
    }
}
