package io.adpipeline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks a folder for one writer, in this process or any other. The lock ends with the process, however the process
 * ends; the lock file stays.
 */
public final class FolderLock implements AutoCloseable {

    /** The lock file in a run's folder: names the process that wrote there last, and marks the folder as a run's. */
    public static final String RUN = ".adpipeline-lock";

    /** The lock file in a folder of results, which can be any folder of the user's; so this file is no mark. */
    public static final String SUITE = ".adpipeline-suite-lock";

    /**
     * The lock files that this process holds. To open one again and close it would release it: a POSIX lock ends when
     * its process closes any descriptor of the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
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
            Path lockFile = Folders.create(folder).toRealPath().resolve(file);
            String self = describe(ProcessHandle.current());
            if (!HELD.add(lockFile)) {
                throw inUse(folder, self);
            }
            try {
                return new FolderLock(lockFile, locked(folder, lockFile, self));
            } catch (IOException | RuntimeException e) {
                HELD.remove(lockFile);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in %s: %s".formatted(folder, e), e);
        }
    }

    private static FileChannel locked(Path folder, Path lockFile, String self) throws IOException {
        FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(folder, read(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static IllegalStateException inUse(Path folder, String holder) {
        return new IllegalStateException(
                "%s is in use by %s: wait until that has ended, or name another folder".formatted(folder, holder));
    }

    private static String describe(ProcessHandle process) {
        return "process %d, which started at %s"
                .formatted(
                        process.pid(),
                        process.info().startInstant().map(Instant::toString).orElse("an unknown time"));
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
        } finally {
            HELD.remove(file);
        }
    }
}
