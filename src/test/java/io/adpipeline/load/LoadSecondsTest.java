package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadSecondsTest {

    private static final long SECOND_NS = 1_000_000_000;

    @TempDir
    private Path folder;

    private List<String> written(LoadSecond.Recorder seconds) throws IOException {
        LoadSecond.write(seconds.all(), folder);
        return Files.readAllLines(folder.resolve("load-seconds.csv"));
    }

    @Test
    void eventsAreCountedInTheSecondOfTheirOffset() throws IOException {
        LoadSecond.Recorder seconds = new LoadSecond.Recorder();
        seconds.intended(0);
        seconds.intended(SECOND_NS - 1);
        seconds.intended(SECOND_NS);
        seconds.sent(2 * SECOND_NS);

        assertThat(written(seconds)).containsExactly("second,intended,sent", "0,2,0", "1,1,0", "2,0,1");
    }

    @Test
    void noEventIsNoLine() throws IOException {
        assertThat(written(new LoadSecond.Recorder())).containsExactly("second,intended,sent");
    }

    @Test
    void anHourLaterEverySecondIsStillThere() throws IOException {
        LoadSecond.Recorder seconds = new LoadSecond.Recorder();
        for (int second = 0; second < 3_600; second++) {
            seconds.intended(second * SECOND_NS);
            seconds.sent(second * SECOND_NS + 5);
        }

        assertThat(written(seconds)).hasSize(3_601).endsWith("3599,1,1").contains("255,1,1", "256,1,1", "512,1,1");
    }

    @Test
    void theSumOfTwoProducersIsCountedSecondBySecond() throws IOException {
        LoadSecond.Recorder sum = new LoadSecond.Recorder();
        LoadSecond.Recorder one = new LoadSecond.Recorder();
        LoadSecond.Recorder two = new LoadSecond.Recorder();
        one.intended(0);
        one.sent(300 * SECOND_NS);
        two.intended(1);
        two.sent(2 * SECOND_NS);
        sum.add(one);
        sum.add(two);

        assertThat(written(sum)).hasSize(302).contains("0,2,0", "2,0,1", "300,0,1");
    }
}
