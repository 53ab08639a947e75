package io.adpipeline.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * The way from a child JVM to its parent: lines in UTF-8 over a loopback socket, into which no library prints. The
 * child identifies itself by a token that it got over its standard input, which only the parent can write.
 */
final class Channel implements AutoCloseable {

    private static final int TOKEN_BYTES = 16;
    private static final int WAITING = 8;
    private static final int TOKEN_LIMIT_MS = 2_000;
    private static final int POLL_MS = 50;

    private final ServerSocket server;
    private final String token;

    private Channel(ServerSocket server, String token) {
        this.server = server;
        this.token = token;
    }

    /** The parent's end, to which the child will connect. */
    static Channel open() throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return new Channel(
                new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress()),
                HexFormat.of().formatHex(random));
    }

    /** What the child needs to know to answer, in one line; secret. */
    String invitation() {
        return server.getLocalPort() + " " + token;
    }

    /**
     * Waits until the child connects, and refuses anybody else.
     *
     * @throws SocketException if the child has ended and had not connected
     */
    BufferedReader accept(BooleanSupplier alive) throws IOException {
        server.setSoTimeout(POLL_MS);
        while (true) {
            boolean last = !alive.getAsBoolean(); // a connection from before its end is still accepted
            try {
                Socket socket = server.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                socket.setSoTimeout(TOKEN_LIMIT_MS);
                if (hasToken(lines)) {
                    socket.setSoTimeout(0);
                    return lines;
                }
                socket.close();
            } catch (SocketTimeoutException e) {
                if (last) {
                    throw new SocketException("it has ended and had not connected");
                }
            }
        }
    }

    private boolean hasToken(Reader reader) {
        CharBuffer said = CharBuffer.allocate(token.length() + 1);
        try {
            int read;
            do {
                read = reader.read(said);
            } while (read >= 0 && said.hasRemaining());
        } catch (IOException e) {
            return false; // the other end sent too little, or closed
        }
        return said.flip().toString().equals(token + '\n');
    }

    /**
     * The child's end.
     *
     * @param invitation the line that the parent sent
     */
    static PrintStream answer(String invitation) throws IOException {
        String[] parts = invitation.split(" ");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
        socket.setTcpNoDelay(true);
        PrintStream parent = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        parent.print(parts[1] + '\n');
        parent.flush();
        return parent;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
