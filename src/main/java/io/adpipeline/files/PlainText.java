package io.adpipeline.files;

import java.util.regex.Pattern;

/** Text of others, of a plug-in's exception say, before it goes to consoles and files. */
public final class PlainText {

    /** All but line break and tab: they move cursors and colour terminals, and XML 1.0 has no form for them. */
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
