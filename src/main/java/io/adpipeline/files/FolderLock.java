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
 * Locks a folder for one writer, in this process or any other. The lock ends with the process, however the process
 * ends; the lock file stays.
 */
public final class FolderLock implements AutoCloseable {

    /** The lock file in a run's folder: names the process that wrote there last, and marks the folder as a run's. */
    public static final String RUN = ".adpipeline-lock";

    /** The lock file in a folder of results, which can be any folder of the user's; so this file is no mark. */
    public static final String SUITE = ".adpipeline-suite-lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made if it is missing.
     *
     * @param file {@link #RUN} or {@link #SUITE}
     * @throws IllegalStateException if another writer has it; names that process, and when the process started
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static FolderLock take(Path folder, String file) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
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

    /** Whether a run made the folder; that run may still go on. */
    public static boolean marks(Path folder) {
        return Files.isRegularFile(folder.resolve(RUN));
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
