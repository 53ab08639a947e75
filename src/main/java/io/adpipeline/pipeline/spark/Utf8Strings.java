package io.adpipeline.pipeline.spark;

import io.adpipeline.pipeline.spark.JsonCursor.MalformedJsonException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of a JSON string and checks what is in it: no control characters, only the escapes of RFC 8259, and
 * well-formed UTF-8. Most strings are plain ASCII, so eight bytes are tested at a time until one is anything else.
 *
 * <p>Not thread-safe; one {@link JsonCursor} owns it.
 */
final class Utf8Strings {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private boolean escaped;

    /** Whether the string passed last contains an escape. */
    boolean escaped() {
        return escaped;
    }

    /** The index of the quote that closes the string whose first byte is at {@code start}. */
    int end(byte[] text, int start) throws MalformedJsonException {
        escaped = false;
        int at = plainEnd(text, start);
        while (at < text.length && text[at] != '"') {
            if (text[at] == '\\') {
                escaped = true;
                at = afterEscape(text, at);
            } else if (text[at] < 0) {
                at = afterMultiByte(text, at);
            } else {
                throw new MalformedJsonException();
            }
            at = plainEnd(text, at);
        }
        if (at >= text.length) {
            throw new MalformedJsonException();
        }
        return at;
    }

    /** Whether the checked string between two indices has these characters once its escapes are resolved. */
    boolean unescapedIs(byte[] ascii, byte[] text, int start, int end) {
        int matched = 0;
        int at = start;
        while (at < end) {
            int character = text[at];
            int length = 1;
            if (character == '\\') {
                length = text[at + 1] == 'u' ? 6 : 2;
                character = length == 6 ? Integer.parseInt(hex(text, at + 2), 16) : control(text[at + 1]);
            }
            if (matched == ascii.length || character != ascii[matched]) {
                return false;
            }
            matched++;
            at += length;
        }
        return matched == ascii.length;
    }

    /** The first index that holds no printable ASCII character other than quote and backslash. */
    private static int plainEnd(byte[] text, int start) {
        int at = start;
        while (at + Long.BYTES <= text.length) {
            long eight = (long) LONGS.get(text, at);
            // the lowest flagged byte is always a true one: a borrow can only come from a flagged byte below
            long special = (eight | (eight - ' ' * ONES) | zeroes(eight ^ '"' * ONES) | zeroes(eight ^ '\\' * ONES))
                    & HIGH_BITS;
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < text.length && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
            at++;
        }
        return at;
    }

    private static long zeroes(long eight) {
        return (eight - ONES) & ~eight;
    }

    private static int afterEscape(byte[] text, int backslash) throws MalformedJsonException {
        int kind = byteAt(text, backslash + 1);
        if (kind == 'u') {
            for (int i = backslash + 2; i < backslash + 6; i++) {
                int digit = byteAt(text, i);
                if (digit < 0 || Character.digit(digit, 16) < 0) {
                    throw new MalformedJsonException();
                }
            }
            return backslash + 6;
        }
        if (kind < 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
            throw new MalformedJsonException();
        }
        return backslash + 2;
    }

    /** Well-formed sequences as in table 3-7 of the Unicode standard: no overlong forms, no surrogates. */
    private static int afterMultiByte(byte[] text, int start) throws MalformedJsonException {
        int lead = text[start] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            throw new MalformedJsonException();
        }
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        int end = start + (lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
        for (int i = start + 1; i < end; i++) {
            int following = i < text.length ? text[i] & 0xFF : 0;
            if (following < low || following > high) {
                throw new MalformedJsonException();
            }
            low = 0x80;
            high = 0xBF;
        }
        return end;
    }

    private static String hex(byte[] text, int start) {
        return new String(text, start, 4, StandardCharsets.US_ASCII);
    }

    /** The character of a two-byte escape. */
    private static int control(int kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static int byteAt(byte[] text, int index) {
        return index < text.length ? text[index] : -1;
    }
}
