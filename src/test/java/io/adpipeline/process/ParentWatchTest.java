package io.adpipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

    @Test
    void linesAreHandedOverAndTheEndOfInputEndsTheJvm() throws Exception {
        List<String> lines = new ArrayList<>();

        assertThat(exitCode("one\ntwo\n", lines::add, () -> lines.add("end"))).isZero();
        assertThat(lines).containsExactly("one", "two", "end");
    }

    @Test
    void aLineThatCannotBeHandledEndsTheJvmWithAnErrorCode() throws Exception {
        int code = exitCode("one\n", line -> {
            throw new IllegalArgumentException("does not know '" + line + "' (expected in the output of this test)");
        }, () -> {});

        assertThat(code).isEqualTo(ParentWatch.EXIT_BROKEN);
    }

    @Test
    void theWatchDoesNotKeepTheJvmAlive() throws Exception {
        Thread thread = ParentWatch.start(new ByteArrayInputStream(new byte[0]), line -> {}, () -> {}, code -> {});

        assertThat(thread.isDaemon()).isTrue();
        thread.join();
    }

    private static int exitCode(String input, Consumer<String> onLine, Runnable atEnd) throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        InputStream lines = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        ParentWatch.start(lines, onLine, atEnd, code::complete);
        return code.get(10, TimeUnit.SECONDS);
    }
}
