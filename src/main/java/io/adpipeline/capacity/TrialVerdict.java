package io.adpipeline.capacity;

/** What one trial says of its rate. */
public enum TrialVerdict {
    /** The thresholds hold and the backlog does not grow. */
    SUSTAINED("sustained"),
    /** The pipeline is too slow for the rate, or wrong at it. */
    NOT_SUSTAINED("not sustained"),
    /** Nothing: the load was not delivered as asked, or the run cannot be trusted for another reason. */
    INVALID("INVALID");

    private final String title;

    TrialVerdict(String title) {
        this.title = title;
    }

    /** What people read. */
    public String title() {
        return title;
    }
}
