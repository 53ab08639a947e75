package io.adpipeline.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Builds one event at a time as ASCII text, without intermediate objects. Numbers and ids are stored four or eight
 * characters at a time; a store may write beyond the end of the text, and the next one overwrites the excess. One
 * thread owns it.
 */
final class EventBuffer {

    /** More than the longest possible event, about 380 bytes, and the eight bytes that a store may write beyond it. */
    private static final int CAPACITY = 512;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;

    /** Each octet's one to three digits and a dot, the first character in the lowest byte. */
    private static final int[] OCTET_AND_DOT = new int[256];

    private static final byte[] OCTET_AND_DOT_LENGTH = new byte[256];

    static {
        for (int octet = 0; octet < 256; octet++) {
            String text = octet + ".";
            OCTET_AND_DOT_LENGTH[octet] = (byte) text.length();
            for (int i = 0; i < text.length(); i++) {
                OCTET_AND_DOT[octet] |= text.charAt(i) << (i * Byte.SIZE);
            }
        }
    }

    private final byte[] bytes = new byte[CAPACITY];
    private final byte[][] arrays = new byte[CAPACITY + 1][];
    private int length;

    /** Continues at a position that was written before; the text before it stays. */
    EventBuffer at(int position) {
        length = position;
        return this;
    }

    /** The text in an array of its length. The next text of equal length reuses it, so that it stays in the cache. */
    byte[] array() {
        byte[] array = arrays[length];
        if (array == null) {
            array = new byte[length];
            arrays[length] = array;
        }
        System.arraycopy(bytes, 0, array, 0, length);
        return array;
    }

    EventBuffer put(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    EventBuffer put(char ascii) {
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** The 36 characters of a UUID: 8-4-4-4-12 lower-case hexadecimal digits. */
    EventBuffer putUuid(long mostBits, long leastBits) {
        long second = AsciiDigits.hexadecimal((int) mostBits);
        long third = AsciiDigits.hexadecimal((int) (leastBits >>> 32));
        putEight(0, AsciiDigits.hexadecimal((int) (mostBits >>> 32)));
        bytes[length + 8] = '-';
        putFour(9, (int) second);
        bytes[length + 13] = '-';
        putFour(14, (int) (second >>> 32));
        bytes[length + 18] = '-';
        putFour(19, (int) third);
        bytes[length + 23] = '-';
        putFour(24, (int) (third >>> 32));
        putEight(28, AsciiDigits.hexadecimal((int) leastBits));
        length += 36;
        return this;
    }

    /** An IPv4 address: four octets with dots, the most significant first. */
    EventBuffer putAddress(int octets) {
        putOctetAndDot(octets >>> 24);
        putOctetAndDot(octets >>> 16 & 0xFF);
        putOctetAndDot(octets >>> 8 & 0xFF);
        putOctetAndDot(octets & 0xFF);
        length--; // no dot behind the last
        return this;
    }

    private void putOctetAndDot(int octet) {
        putFour(0, OCTET_AND_DOT[octet]);
        length += OCTET_AND_DOT_LENGTH[octet];
    }

    /** Decimal digits, with a minus sign before a negative number. */
    EventBuffer putNumber(long value) {
        if (value < 0) {
            put('-');
        }
        // parts are negated and not the whole, because -Long.MIN_VALUE does not exist
        int high = (int) Math.abs(value / SIXTEEN_DIGITS);
        long low = Math.abs(value % SIXTEEN_DIGITS);
        int middle = (int) (low / EIGHT_DIGITS);
        if (high > 0) {
            putShort(high);
            putAllEight(middle);
            putAllEight((int) (low % EIGHT_DIGITS));
        } else if (middle > 0) {
            putShort(middle);
            putAllEight((int) (low % EIGHT_DIGITS));
        } else {
            putShort((int) low);
        }
        return this;
    }

    /** A number of up to eight digits without leading zeroes. */
    private void putShort(int number) {
        long digits = AsciiDigits.decimal(number);
        int zeroes = AsciiDigits.leadingZeroes(digits);
        putEight(0, digits >>> (zeroes * Byte.SIZE));
        length += Long.BYTES - zeroes;
    }

    private void putAllEight(int number) {
        putEight(0, AsciiDigits.decimal(number));
        length += Long.BYTES;
    }

    private void putFour(int offset, int characters) {
        INTS.set(bytes, length + offset, characters);
    }

    private void putEight(int offset, long characters) {
        LONGS.set(bytes, length + offset, characters);
    }

    /**
     * Digits of numbers as text, eight at a time: a long holds the eight ASCII characters, the first in its lowest
     * byte, for a little-endian store. All eight are computed at once, each in its own lane (byte) of the long, without
     * a table, a branch or a division per digit.
     */
    private static final class AsciiDigits {

        private static final long ZEROES = 0x3030_3030_3030_3030L;
        private static final int FROM_COLON_TO_A = 'a' - ('0' + 10);

        private AsciiDigits() {}

        /** The eight lower-case hexadecimal digits of 32 bits. */
        static long hexadecimal(int bits) {
            long lanes = Integer.reverseBytes(bits) & 0xFFFF_FFFFL;
            lanes = (lanes | lanes << 16) & 0x0000_FFFF_0000_FFFFL;
            lanes = (lanes | lanes << 8) & 0x00FF_00FF_00FF_00FFL;
            lanes = (lanes >>> 4 | lanes << 8) & 0x0F0F_0F0F_0F0F_0F0FL;
            // adding 6 carries digits from 10 on into the upper half of their lane
            long letters = (lanes + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
            return lanes + ZEROES + letters * FROM_COLON_TO_A;
        }

        /** The eight decimal digits, leading zeroes included, of a number from 0 to 99,999,999. */
        static long decimal(int number) {
            long fours = (number / 10_000) | ((long) (number % 10_000) << 32);
            // product and shift divide by 100 (10486 / 2^20, exact below 10,000) and by 10 (103 / 2^10, below 100)
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
}
