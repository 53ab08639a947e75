package io.adpipeline.pipeline.spark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Writes valid JSON in as many ways as the grammar has. Not thread-safe. */
final class RandomJson {

    private static final String[] SPACES = {"", "", "", " ", "\t", "\r\n", "   "};
    private static final String[] CHARACTERS = {
        "a",
        "Z",
        "0",
        " ",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "é",
        "ß",
        "漢",
        "€",
        "😀",
        "\u007f",
        "\u0080",
        "\uffff",
        "\ue000",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0041",
        "\\u00e9",
        "\\uD83D\\ude00",
        "\\u0000"
    };

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    /** An object of these fields, names and values as JSON text, in random order among others. */
    String event(List<String> fields) {
        List<String> all = new ArrayList<>(fields);
        for (int i = random.nextInt(6); i > 0; i--) {
            all.add(field(string(), value(4)));
        }
        Collections.shuffle(all, random);
        return space() + "{" + space() + String.join(",", all) + "}" + space();
    }

    String field(String name, String value) {
        return space() + name + space() + ":" + space() + value + space();
    }

    /** The characters as a JSON string, now and then escaped though they need not be. */
    String quoted(String ascii) {
        boolean escape = random.nextInt(4) == 0;
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : ascii.toCharArray()) {
            quoted.append(escape && random.nextInt(3) == 0 ? "\\u%04x".formatted((int) character) : character);
        }
        return quoted.append('"').toString();
    }

    /** The number in one of the notations that mean the same. */
    String number(long value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        return switch (random.nextInt(8)) {
            case 0 -> value + ".0";
            case 1 -> value + ".000e0";
            case 2 -> exact.movePointLeft(random.nextInt(25)).toPlainString() + "e+0" + 0;
            case 3 -> exact.movePointLeft(3).toPlainString() + "E+3";
            case 4 -> value + "000e-3";
            default -> Long.toString(value);
        };
    }

    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> "true";
            case 1 -> "false";
            case 2 -> "null";
            case 3 -> number(random.nextLong());
            case 4 -> Double.toString(random.nextGaussian() * 1e10);
            case 5, 6 -> string();
            case 7 -> "[" + space() + list(depth, false) + "]";
            default -> "{" + space() + list(depth, true) + "}";
        };
    }

    private String list(int depth, boolean object) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String item = space() + value(depth - 1) + space();
            items.add(object ? field(string(), item) : item);
        }
        return String.join(",", items);
    }

    private String string() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(random.nextInt(3) == 0 ? CHARACTERS[random.nextInt(CHARACTERS.length)] : "x");
        }
        return text.append('"').toString();
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
