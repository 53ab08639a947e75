package io.adpipeline.analysis;

/**
 * Parts of the measured time, each long enough to depend little on its neighbours: at least 4 s, and at most about 40 parts. What is left over at
 * the end belongs to the last one.
 *
 * @param fromMs start of the first one, epoch ms
 * @param lengthMs length of each, ms
 * @param count how many there are, from 1
 */
record Sections(long fromMs, long lengthMs, long count) {

    private static final long LEAST_MS = 4_000;
    private static final long MOST = 40;

    /** Of whole windows. */
    static Sections ofWindows(long fromMs, long toMs, long windowMs) {
        return of(fromMs, toMs, (leastMs(fromMs, toMs) + windowMs - 1) / windowMs * windowMs);
    }

    /** Parts of windows where a window is longer than a section has to be. */
    static Sections ofTime(long fromMs, long toMs, long windowMs) {
        long leastMs = leastMs(fromMs, toMs);
        return windowMs > leastMs ? of(fromMs, toMs, leastMs) : ofWindows(fromMs, toMs, windowMs);
    }

    /** Longer ones in a long run: more of them would say no more and each is kept. */
    private static long leastMs(long fromMs, long toMs) {
        return Math.max(LEAST_MS, (toMs - fromMs) / MOST);
    }

    private static Sections of(long fromMs, long toMs, long lengthMs) {
        return new Sections(fromMs, lengthMs, Math.max(1, (toMs - fromMs) / lengthMs));
    }

    /** The number of the section of an instant, epoch ms, from 0. */
    long indexOf(long timeMs) {
        return Math.max(0, Math.min((timeMs - fromMs) / lengthMs, count - 1));
    }
}
