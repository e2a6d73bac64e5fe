package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars from left to right, one below the other, as an SVG file. */
final class BarPlot {

    private static final int WIDTH = 760;
    private static final int LEFT = 220;
    private static final int RIGHT = 90;
    private static final int TOP = 40;
    private static final int ROW = 28;

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    BarPlot(String title) {
        this.title = title;
    }

    void bar(String name, double value) {
        bars.add(new Bar(name, value));
    }

    void write(Path file) throws IOException {
        double max = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        int height = TOP + ROW * bars.size() + 12;
        StringBuilder svg = new StringBuilder();
        append(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH,
                height);
        append(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, height);
        append(svg, "<text x=\"12\" y=\"24\" font-size=\"15\">%s</text>%n", title);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = TOP + ROW * i;
            double length = bar.value / max * (WIDTH - LEFT - RIGHT);
            String colour = bar.name.startsWith("ours") ? "#d62728" : "#1f77b4";
            append(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", LEFT - 8, y + 15, bar.name);
            append(
                    svg,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                    LEFT,
                    y,
                    length,
                    ROW - 8,
                    colour);
            append(svg, "<text x=\"%.1f\" y=\"%d\">%,.0f</text>%n", LEFT + length + 6, y + 15, bar.value);
        }
        Files.writeString(file, svg.append("</svg>\n"), StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private record Bar(String name, double value) {}
}
