package io.adpipeline.scenario;

/**
 * One thing that is wrong with a scenario.
 *
 * @param place where it stands
 * @param key the dotted key; empty if it is about the file as a whole
 * @param allowed what may stand there; empty if {@code actual} says all
 * @param actual what stood there, in quotes if it was a text; or a whole sentence
 * @param hint what may have been meant; empty if there is no telling
 */
record ScenarioProblem(Place place, String key, String allowed, String actual, String hint) {

    /** All of it on one line. */
    String text() {
        if (allowed.isEmpty()) {
            return "%s: %s%s".formatted(place.text(), actual, hint.isEmpty() ? "" : "; " + hint);
        }
        String subject = key.isEmpty() ? "the file" : key;
        String tail = hint.isEmpty() ? "" : "; " + hint;
        return "%s: %s must be %s, was %s%s".formatted(place.text(), subject, allowed, actual, tail);
    }
}
