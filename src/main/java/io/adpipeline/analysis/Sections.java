package io.adpipeline.analysis;

/**
 * Parts of the measured time, each long enough to depend little on its neighbours: at least 4 s long, and at most about
 * 40 parts. The remainder at the end belongs to the last part.
 *
 * @param fromMs start of the first one, epoch ms
 * @param lengthMs length of each, ms
 * @param count how many there are, from 1
 */
record Sections(long fromMs, long lengthMs, long count) {

    private static final long LEAST_MS = 4_000;
    private static final long MOST = 40;

    /** Sections that consist of whole windows. */
    static Sections ofWindows(long fromMs, long toMs, long windowMs) {
        return of(fromMs, toMs, (leastMs(fromMs, toMs) + windowMs - 1) / windowMs * windowMs);
    }

    /** Sections of whole windows, or if a window is longer than the least length of a section, of that length. */
    static Sections ofTime(long fromMs, long toMs, long windowMs) {
        long leastMs = leastMs(fromMs, toMs);
        return windowMs > leastMs ? of(fromMs, toMs, leastMs) : ofWindows(fromMs, toMs, windowMs);
    }

    /** The least length of a section, ms. It grows with the run: more sections would take memory, but tell no more. */
    private static long leastMs(long fromMs, long toMs) {
        return Math.max(LEAST_MS, (toMs - fromMs) / MOST);
    }

    private static Sections of(long fromMs, long toMs, long lengthMs) {
        return new Sections(fromMs, lengthMs, Math.max(1, (toMs - fromMs) / lengthMs));
    }

    /** The index, from 0, of the section of an instant (epoch ms); of the nearest section if it lies outside all. */
    long indexOf(long timeMs) {
        return Math.max(0, Math.min((timeMs - fromMs) / lengthMs, count - 1));
    }
}
