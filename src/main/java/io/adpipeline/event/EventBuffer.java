package io.adpipeline.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Writes ASCII text byte by byte from tables, without an object in between. Holds one event at a time; one thread
 * owns it.
 */
final class EventBuffer {

    /** Above the longest event there can be, which has about 380 bytes. */
    private static final int CAPACITY = 512;

    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];
    private static final byte[] HIGH_NIBBLE = new byte[256];
    private static final byte[] LOW_NIBBLE = new byte[256];
    private static final byte[][] OCTET_AND_DOT = new byte[256][];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
        for (int i = 0; i < 256; i++) {
            HIGH_NIBBLE[i] = (byte) Character.forDigit(i >> 4, 16);
            LOW_NIBBLE[i] = (byte) Character.forDigit(i & 0xF, 16);
            OCTET_AND_DOT[i] = (i + ".").getBytes(US_ASCII);
        }
    }

    private final byte[] bytes = new byte[CAPACITY];
    private int length;

    EventBuffer clear() {
        length = 0;
        return this;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    EventBuffer put(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** The 36 characters of a UUID: 8-4-4-4-12 lower-case hexadecimal digits. */
    EventBuffer putUuid(long mostBits, long leastBits) {
        putHex(mostBits, 56, 32);
        putChar('-');
        putHex(mostBits, 24, 16);
        putChar('-');
        putHex(mostBits, 8, 0);
        putChar('-');
        putHex(leastBits, 56, 48);
        putChar('-');
        putHex(leastBits, 40, 0);
        return this;
    }

    /** Four octets, the uppermost first, with dots. */
    EventBuffer putAddress(int octets) {
        put(OCTET_AND_DOT[octets >>> 24]);
        put(OCTET_AND_DOT[octets >>> 16 & 0xFF]);
        put(OCTET_AND_DOT[octets >>> 8 & 0xFF]);
        put(OCTET_AND_DOT[octets & 0xFF]);
        length--; // no dot behind the last
        return this;
    }

    /** Decimal digits, with a minus sign before a negative number. */
    EventBuffer putNumber(long value) {
        if (value < 0) {
            putChar('-');
        }
        long rest = value < 0 ? value : -value; // negative, because -Long.MIN_VALUE does not exist
        length += digits(rest);
        int position = length;
        while (rest <= -10) {
            int pair = (int) -(rest % 100);
            rest /= 100;
            bytes[--position] = ONES[pair];
            bytes[--position] = TENS[pair];
        }
        if (rest != 0 || value == 0) {
            bytes[--position] = ONES[(int) -rest];
        }
        return this;
    }

    private static int digits(long negative) {
        int digits = 1;
        for (long rest = negative; rest <= -10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void putHex(long bits, int fromShift, int toShift) {
        for (int shift = fromShift; shift >= toShift; shift -= 8) {
            int octet = (int) (bits >>> shift) & 0xFF;
            bytes[length++] = HIGH_NIBBLE[octet];
            bytes[length++] = LOW_NIBBLE[octet];
        }
    }

    private void putChar(char c) {
        bytes[length++] = (byte) c;
    }
}
