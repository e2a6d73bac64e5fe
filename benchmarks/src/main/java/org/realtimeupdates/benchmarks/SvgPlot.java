package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a common x axis, as an SVG file. Text only: needs neither fonts nor a display. */
final class SvgPlot {

    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd");
    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 60;
    private static final int TICKS = 5;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Line> lines = new ArrayList<>();

    SvgPlot(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    SvgPlot line(String name, List<double[]> points) {
        lines.add(new Line(name, List.copyOf(points)));
        return this;
    }

    void write(Path file) throws IOException {
        double maxX = max(0);
        double maxY = max(1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n"
                        + "<text x=\"%d\" y=\"24\" font-size=\"15\">%s</text>%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                MARGIN,
                title));
        for (int i = 0; i <= TICKS; i++) {
            double x = maxX * i / TICKS;
            double y = maxY * i / TICKS;
            text(svg, x(x, maxX), HEIGHT - MARGIN + 18, "middle", number(x));
            text(svg, MARGIN - 6, y(y, maxY) + 4, "end", number(y));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                    MARGIN,
                    WIDTH - 20,
                    y(y, maxY),
                    y(y, maxY)));
        }
        text(svg, WIDTH / 2.0, HEIGHT - 16, "middle", xLabel);
        text(svg, MARGIN, MARGIN - 14, "start", yLabel);
        for (int i = 0; i < lines.size(); i++) {
            append(svg, lines.get(i), COLOURS.get(i % COLOURS.size()), i, maxX, maxY);
        }
        Files.writeString(file, svg.append("</svg>\n"), StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder svg, Line line, String colour, int index, double maxX, double maxY) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"1.5\" points=\"");
        for (double[] point : line.points) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0], maxX), y(point[1], maxY)));
        }
        svg.append("\"/>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\">%s</text>%n",
                WIDTH - 24,
                24 + 16 * index,
                colour,
                line.name));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private double max(int index) {
        return lines.stream()
                .flatMap(line -> line.points.stream())
                .mapToDouble(point -> point[index])
                .max()
                .orElse(1);
    }

    private static double x(double value, double max) {
        return MARGIN + value / max * (WIDTH - MARGIN - 20);
    }

    private static double y(double value, double max) {
        return HEIGHT - MARGIN - value / max * (HEIGHT - 2 * MARGIN);
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private record Line(String name, List<double[]> points) {}
}
