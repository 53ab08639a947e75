package io.adpipeline.scenario;

/** Which time is the time of a result. */
public enum ResultTime {
    /** The broker's append time; right only if readers can see a result as soon as it is appended. */
    APPEND,
    /** The time at which the suite reads it: for results in transactions, or in topics with producers' times. */
    RECEIPT
}
