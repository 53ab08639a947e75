package io.adpipeline.event;

/**
 * Digits of numbers as text, eight at a time: a long holds the eight ASCII characters, the first in its lowest byte, as
 * a little-endian store puts them into memory. All eight are worked out at once, each in its own lane of the long,
 * without a table, a branch or a division per digit.
 */
final class AsciiDigits {

    private static final long ZEROES = 0x3030_3030_3030_3030L;
    private static final int FROM_COLON_TO_A = 'a' - ('0' + 10);

    private AsciiDigits() {}

    /** The eight lower-case hexadecimal digits of 32 bits. */
    static long hexadecimal(int bits) {
        long lanes = Integer.reverseBytes(bits) & 0xFFFF_FFFFL;
        lanes = (lanes | lanes << 16) & 0x0000_FFFF_0000_FFFFL;
        lanes = (lanes | lanes << 8) & 0x00FF_00FF_00FF_00FFL;
        lanes = (lanes >>> 4 | lanes << 8) & 0x0F0F_0F0F_0F0F_0F0FL;
        // 6 more carries a digit from 10 on into the upper half of its lane
        long letters = (lanes + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return lanes + ZEROES + letters * FROM_COLON_TO_A;
    }

    /** The eight decimal digits, leading zeroes included, of a number from 0 to 99,999,999. */
    static long decimal(int number) {
        long fours = (number / 10_000) | ((long) (number % 10_000) << 32);
        // a product and a shift divide: 10486 / 2^20 is exact below 10,000, and 103 / 2^10 below 100
        long hundreds = ((fours * 10_486) >>> 20) & 0x0000_007F_0000_007FL;
        long twos = hundreds | ((fours - 100 * hundreds) << 16);
        long tens = ((twos * 103) >>> 10) & 0x000F_000F_000F_000FL;
        return (tens | ((twos - 10 * tens) << 8)) + ZEROES;
    }

    /** How many of eight decimal digits are leading zeroes, from 0 to 7: the last digit is never one. */
    static int leadingZeroes(long digits) {
        return Long.numberOfTrailingZeros(digits - ZEROES | 1L << 56) >>> 3;
    }
}
