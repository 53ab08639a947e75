package io.adpipeline.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventBufferTest {

    private final EventBuffer buffer = new EventBuffer();
    private final Random random = new Random(7);

    private String text() {
        String text = new String(buffer.array(), US_ASCII);
        buffer.at(0);
        return text;
    }

    @Test
    void numbersAreWrittenAsJavaWritesThem() {
        for (int digits = 1; digits <= 19; digits++) {
            long power = (long) Math.pow(10, digits - 1);
            for (long number : new long[] {power, power - 1, power + 1, 9 * power / 10, Long.MAX_VALUE / power}) {
                assertThat(buffer.putNumber(number).put('|').putNumber(-number).array())
                        .asString(US_ASCII)
                        .isEqualTo(number + "|" + -number);
                buffer.at(0);
            }
        }
        assertThat(buffer.putNumber(0).put('|').putNumber(Long.MIN_VALUE).array())
                .asString(US_ASCII)
                .isEqualTo("0|" + Long.MIN_VALUE);
    }

    @Test
    void randomNumbersOfAnyLengthAreWrittenAsJavaWritesThem() {
        for (int i = 0; i < 200_000; i++) {
            long number = random.nextLong() >> random.nextInt(Long.SIZE);
            buffer.putNumber(number);
            assertThat(text()).isEqualTo(Long.toString(number));
        }
    }

    @Test
    void idsAreWrittenAsJavaWritesThem() {
        for (int i = 0; i < 50_000; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            buffer.putUuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
            assertThat(text()).isEqualTo(id.toString());
        }
    }

    @Test
    void addressesHaveTheirOctetsFromTheUppermostOn() {
        for (int i = 0; i < 256; i++) {
            buffer.putAddress(i << 24 | (255 - i) << 16 | (i ^ 0x55) << 8 | i);
            assertThat(text()).isEqualTo("%d.%d.%d.%d".formatted(i, 255 - i, i ^ 0x55, i));
        }
    }

    @Test
    void whatIsWrittenAtAnEarlierPositionLeavesTheRestBefore() {
        buffer.put("head".getBytes(US_ASCII))
                .putNumber(12_345_678_901L)
                .at(4)
                .putNumber(7)
                .put('}');

        assertThat(text()).isEqualTo("head7}");
    }
}
