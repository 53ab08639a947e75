package io.adpipeline.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;

/**
 * What lines and areas look like. Colour-blind readers can tell the colours apart too.
 */
enum Tone {
    BROKEN(0xC0392B, 3.2f),
    LIMIT(0xC0392B, 2f, 9f, 6f),
    P50(0x56A5D8, 1.5f),
    P90(0x08519C, 3.6f),
    P99(0x6A51A3, 1.8f),
    SPREAD(0xE3EDF7, 0),
    MEASURED(0xF3EDDC, 0),
    ASKED(0xCDD2D9, 0),
    SENT(0x08519C, 1.6f),
    PROCESSED(0x0E9F6E, 1.8f),
    BACKLOG(0xD9660A, 1.6f),
    CAPACITY(0x0E9F6E, 2.4f),
    // the stages, by the names of io.adpipeline.result.Stage
    SCHEDULE_LAG(0x8A8F98, 0),
    BROKER_APPEND(0x6CB8E6, 0),
    BATCH_WAIT(0xE6C229, 0),
    BATCH_PLANNING(0xC97BA8, 0),
    BATCH_EXECUTION(0x1F6FB2, 0),
    SINK_APPEND(0x0E9F6E, 0);

    private final Color color;
    private final float width;
    private final float[] dashes;

    Tone(int rgb, float width, float... dashes) {
        this.color = new Color(rgb);
        this.width = width;
        this.dashes = dashes;
    }

    Color color() {
        return color;
    }

    BasicStroke stroke() {
        return dashes.length == 0
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }
}
