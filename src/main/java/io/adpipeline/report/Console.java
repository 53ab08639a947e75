package io.adpipeline.report;

import java.io.PrintStream;

/** The one place that prints. Thread-safe: a call's lines stay together. */
public final class Console {

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    /** The console of this JVM. */
    public static Console standard() {
        return new Console(System.out);
    }

    /** Prints a text and ends its line. */
    public void print(String text) {
        out.println(text);
        out.flush();
    }
}
