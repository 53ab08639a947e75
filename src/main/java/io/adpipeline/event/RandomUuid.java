package io.adpipeline.event;

/** Random UUIDs, RFC 9562 version 4, as their two halves: the version and variant bits set, the others random. */
final class RandomUuid {

    private RandomUuid() {}

    /** The upper half, from 64 random bits. */
    static long mostBits(long random) {
        return (random & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    }

    /** The lower half, from 64 random bits. */
    static long leastBits(long random) {
        return (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    }
}
