package io.adpipeline.files;

import java.nio.file.Path;
import java.util.Optional;

/** Where a user's machine keeps what can be made again, between runs. */
public final class UserCache {

    private static final String VARIABLE = "XDG_CACHE_HOME";

    private UserCache() {}

    /** The folder, which may not be there yet: {@code $XDG_CACHE_HOME/adpipeline}, else {@code ~/.cache/adpipeline}. */
    public static Path folder() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("adpipeline");
    }
}
