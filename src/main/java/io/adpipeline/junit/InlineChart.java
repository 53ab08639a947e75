package io.adpipeline.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.commons.text.StringEscapeUtils;

/** A scenario's description in a report, with a chart that is seen without opening an attachment. */
final class InlineChart {

    private InlineChart() {}

    /**
     * The description as HTML.
     *
     * @param description of the scenario, plain text; may be empty
     * @param svg the chart; becomes a part of the text, so that the report needs no other file
     */
    static String html(String description, Path svg) throws IOException {
        String text = description.isBlank() ? "" : "<p>%s</p>\n".formatted(StringEscapeUtils.escapeHtml4(description));
        return "%s<p><img style=\"max-width: 100%%\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"></p>"
                .formatted(
                        text,
                        StringEscapeUtils.escapeHtml4(svg.getFileName().toString()),
                        Base64.getEncoder().encodeToString(Files.readAllBytes(svg)));
    }
}
