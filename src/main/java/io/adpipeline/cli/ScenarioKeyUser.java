package io.adpipeline.cli;

/** A command that takes keys of a scenario as options. */
interface ScenarioKeyUser {

    /**
     * Whether a key means something to the command.
     *
     * @param path dotted key; a part in angle brackets stands for any name
     */
    boolean takes(String path);

    /** Whether a key is one of those given, or below one of those that end in a dot. */
    static boolean isAmong(String path, String... keys) {
        for (String key : keys) {
            if (key.endsWith(".") ? path.startsWith(key) : path.equals(key)) {
                return true;
            }
        }
        return false;
    }
}
