package io.adpipeline.scenario;

/** When a result counts as there. */
public enum ResultTime {
    /** When the broker has appended it. Only right where whoever reads the results sees them at once. */
    APPEND,
    /** When the suite has read it: for results in transactions, and for those that keep their producers' times. */
    RECEIPT
}
