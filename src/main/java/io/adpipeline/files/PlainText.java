package io.adpipeline.files;

import java.util.regex.Pattern;

/** Makes text from elsewhere, such as the message of a plug-in's exception, safe for consoles and files. */
public final class PlainText {

    /** Control characters except line break and tab: they move cursors, colour terminals, and are not XML 1.0. */
    private static final Pattern CONTROL = Pattern.compile("(?![\\n\\t])\\p{Cc}");

    private PlainText() {}

    /** The text with a replacement character for each control character. */
    public static String of(String text) {
        return CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll("\ufffd");
    }

    /** Whether it holds no control character besides line breaks and tabs. */
    public static boolean is(String text) {
        return !CONTROL.matcher(text).find();
    }
}
