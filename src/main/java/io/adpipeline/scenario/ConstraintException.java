package io.adpipeline.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario breaks rules; the parser finds out where its values came from. */
final class ConstraintException extends IllegalArgumentException {

    private final transient List<Violation> violations;

    /** @param violations at least one */
    ConstraintException(List<Violation> violations) {
        super(violations.stream()
                .map(each -> "%s must be %s, was %s".formatted(each.key(), each.allowed(), each.actual()))
                .collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    List<Violation> violations() {
        return violations;
    }
}
