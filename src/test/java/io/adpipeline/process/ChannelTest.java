package io.adpipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChannelTest {

    @Test
    void onlyWhoHasTheTokenIsHeard() throws IOException {
        try (Channel channel = Channel.open();
                Socket silent = stranger(channel, "");
                Socket guessing = stranger(channel, "0".repeat(32) + "\nDONE\n");
                PrintStream child = Channel.answer(channel.invitation())) {
            child.println("grüße");

            try (BufferedReader lines = channel.accept(() -> true)) {
                assertThat(lines.readLine()).isEqualTo("grüße");
            }
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(guessing.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStrangerThatHangsUpDoesNotKeepTheChildOut() throws IOException {
        try (Channel channel = Channel.open()) {
            try (Socket rude = stranger(channel, "")) {
                rude.setSoLinger(true, 0); // its end is a reset
            }
            try (PrintStream child = Channel.answer(channel.invitation());
                    BufferedReader lines = channel.accept(() -> true)) {
                child.println("here");

                assertThat(lines.readLine()).isEqualTo("here");
            }
        }
    }

    @Test
    void whatAChildHasSaidBeforeItEndedIsHeard() throws IOException {
        try (Channel channel = Channel.open()) {
            try (PrintStream child = Channel.answer(channel.invitation())) {
                child.println("last words");
            }

            try (BufferedReader lines = channel.accept(() -> false)) {
                assertThat(lines.lines()).containsExactly("last words");
            }
        }
    }

    @Test
    void aChildThatHasEndedIsNotWaitedFor() throws IOException {
        try (Channel channel = Channel.open()) {
            assertThatThrownBy(() -> channel.accept(() -> false)).isInstanceOf(SocketException.class);
        }
    }

    private static Socket stranger(Channel channel, String says) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(channel.invitation().split(" ")[0]));
        socket.getOutputStream().write(says.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
