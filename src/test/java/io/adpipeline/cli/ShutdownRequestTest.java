package io.adpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShutdownRequestTest {

    private final ShutdownRequest stop = new ShutdownRequest(Thread.currentThread());

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aCommandThatHasNotBegunDoesNotBegin() {
        stop.request();

        assertThat(Thread.interrupted()).isFalse();
        assertThatThrownBy(stop::begin).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aCommandThatDoesNotWaitForItIsInterrupted() throws InterruptedException {
        stop.begin();
        stop.request();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stop.requested()).isTrue();
    }

    @Test
    void aCommandThatWaitsForItIsNot() throws InterruptedException {
        stop.begin();
        stop.handlesShutdown();
        assertThat(stop.await(Duration.ofMillis(1))).isFalse();
        stop.request();

        assertThat(Thread.interrupted()).isFalse();
        assertThat(stop.await(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aCommandThatHasEndedIsNotInterrupted() throws InterruptedException {
        stop.begin();
        stop.end();
        stop.request();

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @Timeout(30)
    void aCommandThatOnlyReadsIsNotWaitedFor() throws InterruptedException {
        stop.endCommand();

        assertThat(stop.requested()).isTrue();
    }
}
