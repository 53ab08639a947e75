package io.adpipeline.files;

import java.nio.file.Path;
import java.util.Optional;

/** The folder in which a user's machine keeps, between runs, what can be made again. */
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
