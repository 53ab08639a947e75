package io.adpipeline.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Some ten characters of ASCII in longs, so that they can be stored eight at a time: for so few that is quicker than
 * a copy of an array. Immutable; its array is only read.
 *
 * @param words the characters, the first in the lowest byte, with zeroes behind the last
 * @param length number of characters
 */
record ShortText(long[] words, int length) {

    static ShortText of(String ascii) {
        byte[] bytes = ascii.getBytes(US_ASCII);
        long[] words = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
        ByteBuffer padded = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        padded.put(bytes).rewind();
        padded.asLongBuffer().get(words);
        return new ShortText(words, bytes.length);
    }
}
