package io.adpipeline.broker;

/** What a failure says at its bottom, where libraries wrap it many times. */
final class Failures {

    private Failures() {}

    /** The message of the innermost cause, or its type if it has none; one line. */
    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : root.getMessage().strip();
        return message.lines().findFirst().orElse(root.getClass().getSimpleName());
    }
}
