package io.adpipeline.report;

import io.adpipeline.files.PlainText;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The one place that prints. Thread-safe: a call's lines stay together. */
public final class Console {

    private final PrintWriter out;

    public Console(PrintWriter out) {
        this.out = out;
    }

    /** The console of this JVM. */
    public static Console standard() {
        return new Console(new PrintWriter(System.out, true, Charset.defaultCharset()));
    }

    /** Prints a text and ends its line. */
    public synchronized void print(String text) {
        out.println(PlainText.of(text));
        out.flush();
    }
}
