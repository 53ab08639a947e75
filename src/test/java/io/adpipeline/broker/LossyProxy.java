package io.adpipeline.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between clients and a Kafka, and loses answers to the creation of topics. For tests. */
public final class LossyProxy implements AutoCloseable {

    /** See <a href="https://kafka.apache.org/protocol">kafka.apache.org/protocol</a>. */
    private static final int CREATE_TOPICS = 19;

    /** What a client sees instead of an answer. */
    public enum Loss {
        HANG_UP,
        SILENCE
    }

    private final ServerSocket server;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Loss loss = Loss.SILENCE;
    private volatile int target;

    public LossyProxy() throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** What the Kafka must advertise, so that clients stay here. */
    public String listener() {
        return "PLAINTEXT://" + address();
    }

    public String address() {
        return EmbeddedBroker.HOST + ":" + server.getLocalPort();
    }

    /** Names the Kafka behind it. */
    public void forwardTo(TestBroker broker) {
        target = Integer.parseInt(broker.address().replaceFirst(".*:", ""));
    }

    /** Loses this many answers from now on. */
    public void lose(int answers, Loss how) {
        loss = how;
        lost.set(0);
        toLose.set(answers);
    }

    /** How many answers it has lost. */
    public int lost() {
        return lost.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "lossy-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket kafka = new Socket(InetAddress.getLoopbackAddress(), target);
                AtomicBoolean losing = new AtomicBoolean();
                start(() -> pump(client, kafka, losing, true));
                start(() -> pump(kafka, client, losing, false));
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Requests and answers alike: their length, and that many bytes; a request begins with its number. */
    private void pump(Socket from, Socket to, AtomicBoolean losing, boolean requests) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            DataOutputStream out = new DataOutputStream(to.getOutputStream());
            while (true) {
                byte[] message = new byte[in.readInt()];
                in.readFully(message);
                if (requests && message[1] == CREATE_TOPICS && toLose.getAndDecrement() > 0) {
                    losing.set(true);
                }
                if (!requests && losing.get()) {
                    lost.incrementAndGet();
                    if (loss == Loss.HANG_UP) {
                        return;
                    }
                    continue;
                }
                out.writeInt(message.length);
                out.write(message);
                out.flush();
            }
        } catch (IOException e) {
            // one of them has hung up
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
