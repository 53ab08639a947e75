package io.adpipeline.broker;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port on which nobody listens. */
public final class FreePort {

    /** From here on the system gives ports to whoever asks for any, on Linux as on others: they would be taken again. */
    private static final int LENT_FROM = 32_768;

    private FreePort() {}

    /** Returns another one each time, most likely. */
    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, LENT_FROM);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another one, then
            }
        }
    }
}
