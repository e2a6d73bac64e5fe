package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Reads frames behind their lengths, applies them, and writes how many, once for what came together. */
final class RawTcpApp implements Contender.App {

    private static final int BUFFER_BYTES = 256 << 10;

    private final Contender.Place place;
    private final Frames frames;
    private final Inbox inbox;
    private SocketChannel channel;
    private Thread reader = new Thread();

    RawTcpApp(Contender.Place place, Inbox inbox) throws IOException {
        this.place = place;
        this.frames = place.frames();
        this.inbox = inbox;
        this.channel = SocketChannel.open();
    }

    @Override
    public void connect() throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SocketChannel own = channel;
        reader = new Thread(() -> read(own));
        reader.setDaemon(true);
        reader.start();
    }

    private void read(SocketChannel from) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                int applied = apply(bytes);
                bytes.compact();
                if (applied > 0) {
                    from.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, applied));
                }
            }
        } catch (IOException e) {
            // Disconnected.
        }
    }

    private int apply(ByteBuffer bytes) {
        int applied = 0;
        while (bytes.remaining() >= Integer.BYTES
                && bytes.remaining() >= Integer.BYTES + bytes.getInt(bytes.position())) {
            byte[] frame = new byte[bytes.getInt()];
            bytes.get(frame);
            inbox.apply(frames.read(frame));
            applied++;
        }
        return applied;
    }

    @Override
    public void disconnect() throws IOException, InterruptedException {
        channel.close();
        reader.join();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
