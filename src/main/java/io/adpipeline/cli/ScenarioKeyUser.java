package io.adpipeline.cli;

/** A command that takes keys of a scenario as options. */
interface ScenarioKeyUser {

    /**
     * Whether a key means something to the command.
     *
     * @param path dotted key; a part in angle brackets stands for any name
     */
    boolean takes(String path);

    /** The default of a key in this command where it differs from that of a scenario, or null. */
    default String defaultText(String path) {
        return null;
    }

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
