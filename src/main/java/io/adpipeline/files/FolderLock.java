package io.adpipeline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Keeps a folder for one writer: of this process or of any other. The lock ends with the process, however that ends;
 * its file stays, and marks the folder as one that the program made.
 */
public final class FolderLock implements AutoCloseable {

    /** The file in the folder; it says who writes there, or was the last to do so. */
    public static final String FILE = ".adpipeline-lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made if it is missing.
     *
     * @throws IllegalStateException if another writer has it; says which, and since when
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new IllegalStateException(
                        "%s is in use by %s: wait until that has ended, or name another results folder"
                                .formatted(folder, holder));
            }
            ProcessHandle self = ProcessHandle.current();
            String holder = "process %d, which started at %s"
                    .formatted(
                            self.pid(),
                            self.info().startInstant().map(Instant::toString).orElse("an unknown time"));
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in %s: %s".formatted(folder, e), e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(200);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    /** Whether the program made the folder, which may be in use. */
    public static boolean marks(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
