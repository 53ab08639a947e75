package io.adpipeline.event;

/** Names of the fields on the events topic, in the order they are written. */
final class EventFields {

    static final String USER_ID = "user_id";
    static final String PAGE_ID = "page_id";
    static final String AD_ID = "ad_id";
    static final String AD_TYPE = "ad_type";
    static final String EVENT_TYPE = "event_type";
    static final String EVENT_TIME_NS = "event_time_ns";
    static final String WINDOW_ID = "window_id";
    static final String IP_ADDRESS = "ip_address";
    static final String CAMPAIGN_ID = "campaign_id";
    static final String PRODUCE_TIME = "produce_time";

    private EventFields() {}
}
