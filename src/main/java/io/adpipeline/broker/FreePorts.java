package io.adpipeline.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * Ports on loopback that were free a moment ago. Somebody else can take them before they are bound, so who uses them
 * must be ready to choose again.
 */
record FreePorts(int broker, int controller) {

    /**
     * @param asked the broker's port, or empty for any free one
     * @throws BrokerException if the asked port is taken
     */
    static FreePorts choose(Optional<Integer> asked) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        // both are held until both are known, so they differ
        try (ServerSocket broker = new ServerSocket();
                ServerSocket controller = new ServerSocket(0, 1, loopback)) {
            bind(broker, new InetSocketAddress(loopback, asked.orElse(0)));
            return new FreePorts(broker.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot find free ports: " + e.getMessage(), e);
        }
    }

    private static void bind(ServerSocket socket, InetSocketAddress address) {
        try {
            socket.bind(address);
        } catch (IOException e) {
            throw new BrokerException(
                    "Port %d on loopback is taken or may not be used: %s. Stop what listens there or ask for another."
                            .formatted(address.getPort(), e.getMessage()),
                    e);
        }
    }
}
