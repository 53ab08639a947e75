package io.adpipeline.event;

import java.util.SplittableRandom;

/**
 * Generates random events in their wire format: ad and event type drawn uniformly, ids and address at random.
 *
 * <p>The hot path of the load: it writes bytes directly, and allocates only for each new window and each new length of
 * an event. One producer thread owns it.
 */
public final class EventSource {

    private static final long NS_PER_MS = 1_000_000;
    private static final EventType[] TYPES = EventType.values();

    private final SplittableRandom random;
    private final EventTemplate template;
    private final long baseNs;
    private final long windowSizeNs;
    private final EventBuffer buffer = new EventBuffer();
    private byte[] windowPart;
    private long windowStartNs;
    private long windowLastNs;
    private int campaignId;
    private EventType eventType;

    /**
     * A source for one producer.
     *
     * @param catalog the ads that events refer to
     * @param seed equal arguments give equal events
     * @param baseMs where window 0 starts, epoch ms, not negative
     * @param windowSizeMs length of a window in ms, at least 1
     */
    public EventSource(AdCatalog catalog, long seed, long baseMs, long windowSizeMs) {
        template = catalog.template();
        random = new SplittableRandom(seed);
        baseNs = baseMs * NS_PER_MS;
        windowSizeNs = windowSizeMs * NS_PER_MS;
        buffer.put(EventTemplate.HEAD);
        enterWindowOf(baseNs);
    }

    /**
     * Writes the next event as a JSON object.
     *
     * @param intendedTimeNs when it was scheduled, epoch ns, not negative
     * @param produceTimeMs when it goes to Kafka, epoch ms, not negative
     * @return the event; a later call may write another one into the same array
     */
    public byte[] next(long intendedTimeNs, long produceTimeMs) {
        int ad = drawAdAndType();
        if (intendedTimeNs < windowStartNs || intendedTimeNs > windowLastNs) {
            enterWindowOf(intendedTimeNs);
        }
        putRandomUuid(EventTemplate.USER_ID_AT);
        putRandomUuid(EventTemplate.PAGE_ID_AT);
        return buffer.put(template.adPart(ad))
                .put(EventTemplate.beforeEventTime(eventType))
                .putNumber(intendedTimeNs)
                .put(windowPart)
                .putAddress(random.nextInt())
                .put(template.beforeProduceTime(campaignId))
                .putNumber(produceTimeMs)
                .put('}')
                .array();
    }

    /** Draws the next event without writing it; {@link #campaignId} and {@link #eventType} then describe it. */
    public void skip() {
        drawAdAndType();
        for (int id = 0; id < 2; id++) {
            random.nextLong();
            random.nextLong();
        }
        random.nextInt();
    }

    private int drawAdAndType() {
        int ad = random.nextInt(template.adCount());
        campaignId = template.campaignOf(ad);
        eventType = TYPES[random.nextInt(TYPES.length)];
        return ad;
    }

    private void putRandomUuid(int position) {
        buffer.at(position)
                .putUuid(AdCatalog.mostUuidBits(random.nextLong()), AdCatalog.leastUuidBits(random.nextLong()));
    }

    /** Called only when the window changes: most events lie in their predecessor's window and reuse its number. */
    private void enterWindowOf(long timeNs) {
        long windowId = Math.floorDiv(timeNs - baseNs, windowSizeNs);
        windowPart = EventTemplate.windowPart(windowId);
        windowStartNs = baseNs + windowId * windowSizeNs;
        windowLastNs = windowStartNs + windowSizeNs - 1;
    }

    /** The campaign of the event last written or skipped; 0 before the first one. */
    public int campaignId() {
        return campaignId;
    }

    /** The type of the event last written or skipped; null before the first one. */
    public EventType eventType() {
        return eventType;
    }
}
