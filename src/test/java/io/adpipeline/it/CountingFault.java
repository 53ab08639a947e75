package io.adpipeline.it;

import io.adpipeline.event.AdEvent;

/** What a pipeline can get wrong. */
enum CountingFault {
    NONE,
    /** One event is not counted. */
    DROP {
        @Override
        int times(long number, AdEvent event) {
            return number == SOME_EVENT ? 0 : 1;
        }
    },
    /** One event is counted twice. */
    DOUBLE {
        @Override
        int times(long number, AdEvent event) {
            return number == SOME_EVENT ? 2 : 1;
        }
    },
    /** Campaign 3 is never seen. */
    NO_CAMPAIGN_3 {
        @Override
        int times(long number, AdEvent event) {
            return event.campaignId() == 3 ? 0 : 1;
        }
    },
    /** Nothing is ever written. */
    SILENT {
        @Override
        int times(long number, AdEvent event) {
            return 0;
        }
    },
    /** The pipeline breaks down, and does not end in good order. */
    DIE {
        @Override
        int times(long number, AdEvent event) {
            if (number == SOME_EVENT) {
                throw new IllegalStateException("broken on purpose");
            }
            return 1;
        }
    };

    private static final long SOME_EVENT = 500;

    /** How often the event is counted. */
    int times(long number, AdEvent event) {
        return 1;
    }
}
