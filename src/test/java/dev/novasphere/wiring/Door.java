package dev.novasphere.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A loopback port before an API server: nobody is there, or somebody who never answers, or the API server itself. */
final class Door implements AutoCloseable {
    private final URI behind;
    private final int port;
    private final ServerSocket socket;

    private Door(URI behind, int port) throws IOException {
        this.behind = behind;
        this.port = port;
        this.socket = new ServerSocket();
    }

    /** A port that refuses connections until {@link #open}. */
    static Door before(URI server) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Door(server, free.getLocalPort());
        }
    }

    URI address() {
        return URI.create(behind.getScheme() + "://127.0.0.1:" + port);
    }

    /** From now on connections are taken, and nothing is ever answered. */
    void pretend() throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** From now on the API server answers. */
    void open() throws IOException {
        pretend();
        Thread.ofVirtual().start(this::letIn);
    }

    private void letIn() {
        while (!socket.isClosed()) {
            try {
                var outside = socket.accept();
                var inside = new Socket(behind.getHost(), behind.getPort());
                Thread.ofVirtual().start(() -> copy(outside, inside));
                Thread.ofVirtual().start(() -> copy(inside, outside));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException("The door to " + behind + " is stuck.", e);
                }
            }
        }
    }

    /** Until either side hangs up. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            closed(e);
        }
    }

    /** One direction ends with an exception whenever the other has hung up; what is lost shows in the test. */
    private static void closed(IOException end) {
        System.getLogger(Door.class.getName()).log(System.Logger.Level.DEBUG, "A connection has ended.", end);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
