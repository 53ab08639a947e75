package io.adpipeline.pipeline.spark;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Walks over one JSON text (RFC 8259) in UTF-8 without building anything from it. Every byte passed is checked, so a
 * text walked to its {@link #end()} is a valid one; skipped values allocate nothing.
 *
 * <p>Limits: containers nest at most {@value #MAX_DEPTH} deep, and a number that is asked for has at most
 * {@value #MAX_NUMBER_LENGTH} characters, as in Jackson's defaults. Not thread-safe; one task owns it.
 */
final class JsonCursor {

    static final int MAX_DEPTH = 1000;
    static final int MAX_NUMBER_LENGTH = 1000;

    /** What {@link #wholeNumber()} answers for a value that is none. */
    static final long NONE = -1;

    /** As many digits as fit an unsigned long for certain. */
    private static final int MAX_PLAIN_DIGITS = 19;

    private final Utf8Strings strings = new Utf8Strings();
    private final BitSet objects = new BitSet();
    private byte[] text;
    private int at;
    private int depth;
    private int stringStart;
    private int stringEnd;
    private boolean integral;

    void reset(byte[] json) {
        text = json;
        at = 0;
        depth = 0;
    }

    /**
     * Steps into the object that has to come next, up to the value of its first field.
     *
     * @return false if it has no field; it is left again then
     */
    boolean enterObject() throws MalformedJsonException {
        if (peek() != '{') {
            throw new MalformedJsonException();
        }
        return open(true);
    }

    /**
     * After a value: goes on to the next one of the innermost container, past its name in an object.
     *
     * @return false if the container ends here; it is left then
     */
    boolean next() throws MalformedJsonException {
        boolean object = objects.get(depth);
        int separator = peek();
        at++;
        if (separator == ',') {
            if (object) {
                name();
            }
            return true;
        }
        if (separator != (object ? '}' : ']')) {
            throw new MalformedJsonException();
        }
        depth--;
        return false;
    }

    /** Checks that nothing but white space is left. */
    void end() throws MalformedJsonException {
        peek();
        if (at < text.length) {
            throw new MalformedJsonException();
        }
    }

    /** Length in bytes, as written, of the string passed last: a name or a value. */
    int stringLength() {
        return stringEnd - stringStart;
    }

    /** Whether the string passed last was written with escapes, so that its bytes are not its characters. */
    boolean stringEscaped() {
        return strings.escaped();
    }

    /** Whether the string passed last has these characters. */
    boolean stringIs(byte[] ascii) {
        return strings.escaped()
                ? strings.unescapedIs(ascii, text, stringStart, stringEnd)
                : Arrays.equals(text, stringStart, stringEnd, ascii, 0, ascii.length);
    }

    /** Passes a value; true if it was a string, for {@link #stringIs} to ask. */
    boolean stringOrSkip() throws MalformedJsonException {
        if (peek() == '"') {
            string();
            return true;
        }
        skip();
        return false;
    }

    /**
     * Passes a value and answers it if it is a whole number from 0 to {@link Long#MAX_VALUE}, in whatever notation
     * ({@code 7}, {@code 7.0}, {@code 70e-1}); {@link #NONE} for any other value.
     */
    long wholeNumber() throws MalformedJsonException {
        int first = peek();
        if (first != '-' && !digit(first)) {
            skip();
            return NONE;
        }
        int start = at;
        number();
        if (first == '-' || !integral || at - start > MAX_PLAIN_DIGITS) {
            return exact(start);
        }
        long value = 0;
        for (int i = start; i < at; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value < 0 ? NONE : value;
    }

    /** Passes one value of any kind. */
    void skip() throws MalformedJsonException {
        int outside = depth;
        do {
            boolean inside = enter();
            while (!inside && depth > outside) {
                inside = next();
            }
        } while (depth > outside);
    }

    /** Passes a scalar or an empty container, or steps into a container up to its first value and answers true. */
    private boolean enter() throws MalformedJsonException {
        int first = peek();
        switch (first) {
            case '{', '[' -> {
                return open(first == '{');
            }
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        return false;
    }

    private boolean open(boolean object) throws MalformedJsonException {
        at++;
        if (++depth > MAX_DEPTH) {
            throw new MalformedJsonException();
        }
        objects.set(depth, object);
        if (peek() == (object ? '}' : ']')) {
            at++;
            depth--;
            return false;
        }
        if (object) {
            name();
        }
        return true;
    }

    private void name() throws MalformedJsonException {
        if (peek() != '"') {
            throw new MalformedJsonException();
        }
        string();
        if (peek() != ':') {
            throw new MalformedJsonException();
        }
        at++;
    }

    private void string() throws MalformedJsonException {
        stringStart = at + 1;
        stringEnd = strings.end(text, stringStart);
        at = stringEnd + 1;
    }

    private void word(String word) throws MalformedJsonException {
        for (int i = 0; i < word.length(); i++) {
            if (byteAt(at++) != word.charAt(i)) {
                throw new MalformedJsonException();
            }
        }
    }

    private void number() throws MalformedJsonException {
        integral = true;
        if (byteAt(at) == '-') {
            at++;
        }
        if (byteAt(at) == '0') {
            at++;
        } else {
            digits();
        }
        if (byteAt(at) == '.') {
            integral = false;
            at++;
            digits();
        }
        if ((byteAt(at) | 0x20) == 'e') {
            integral = false;
            at++;
            if (byteAt(at) == '+' || byteAt(at) == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() throws MalformedJsonException {
        if (!digit(byteAt(at))) {
            throw new MalformedJsonException();
        }
        while (digit(byteAt(at))) {
            at++;
        }
    }

    private long exact(int start) {
        if (at - start > MAX_NUMBER_LENGTH) {
            return NONE;
        }
        char[] characters = new char[at - start];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) text[start + i];
        }
        try {
            return Math.max(NONE, new BigDecimal(characters).longValueExact());
        } catch (ArithmeticException | NumberFormatException notALong) {
            // a fraction, beyond a long, or an exponent beyond what BigDecimal holds: all no whole number of this range
            return NONE;
        }
    }

    /** Passes white space; the byte that follows, or -1 at the end. */
    private int peek() {
        int next = byteAt(at);
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            next = byteAt(++at);
        }
        return next;
    }

    /** The byte as a signed number; -1 beyond the end, which is no character anyone looks for, as 0xFF is none. */
    private int byteAt(int index) {
        return index < text.length ? text[index] : -1;
    }

    private static boolean digit(int character) {
        return character >= '0' && character <= '9';
    }

    /** The bytes are no JSON text. Without a stack trace: a topic full of garbage must not cost more than events. */
    static final class MalformedJsonException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedJsonException() {
            super("not a JSON text", null, false, false);
        }
    }
}
