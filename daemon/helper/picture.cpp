#include "daemon/helper/picture.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "daemon/helper/canvas.hpp"

namespace nudged::helper {

namespace {

using Json = nlohmann::json;

constexpr double margin = 56, inside = Canvas::width - 2 * margin;
constexpr std::size_t most_rows = 14, most_drawings = 6;
constexpr std::array<Colour, 3> part_colours{accent, accent_soft, track};

struct Row {
    std::string label, words;
    double count = 0, of = 0;
};

// No label may draw over its neighbour, whatever it holds.
std::string one_line(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c >= 0 && c < ' '; }, ' ');
    return text;
}

std::vector<Row> rows_of(const Json& drawing) {
    std::vector<Row> rows;
    for (const auto& row : drawing.at("rows")) {
        if (rows.size() == most_rows) break;
        rows.push_back({one_line(row.at("label").get<std::string>()), one_line(row.value("words", "")),
                        std::max(row.value("count", 0), 0) * 1.0, std::max(row.value("of", 0), 0) * 1.0});
    }
    return rows;
}

// A figure stays on the line of what it counts.
std::string figures_kept(std::string text) {
    constexpr std::string_view no_break = "\u00A0";
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i] == ' ' && text[i - 1] >= '0' && text[i - 1] <= '9') text.replace(i, 1, no_break);
    return text;
}

std::string number(double count) { return std::to_string(static_cast<long>(count)); }

// Each draws its rows with the top at `y` and returns where they end.

double columns(Canvas& canvas, double y, const std::vector<Row>& rows) {
    constexpr double height = 170, gap = 24, foot = 6;
    constexpr Letters figure{44, true, ink}, day{38, false, soft};
    const double broad = inside / static_cast<double>(rows.size());
    double most = 1;
    for (const auto& row : rows) most = std::max(most, row.count);
    const double top = y + 60;  // the highest figure stands above
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double x = margin + static_cast<double>(i) * broad;
        const double high = rows[i].count * height / most;
        canvas.rounded(x + gap / 2, top + height, broad - gap, foot, foot / 2, track);
        if (rows[i].count > 0) {
            canvas.rounded(x + gap / 2, top + height - high, broad - gap, high + foot, 14, accent);
            canvas.write(x, top + height - high - 58, broad, number(rows[i].count), figure, Side::middle);
        }
        canvas.write(x, top + height + foot + 12, broad, rows[i].label, day, Side::middle);
    }
    return top + height + foot + 60;
}

double parts(Canvas& canvas, double y, const std::vector<Row>& rows) {
    constexpr double height = 56, gap = 8, dot = 30;
    constexpr Letters label{42, false, ink};
    double whole = 0;
    for (const auto& row : rows) whole += row.count;
    const double room =
        inside -
        gap * static_cast<double>(std::ranges::count_if(rows, [](const Row& row) { return row.count > 0; }) - 1);
    double x = margin, word = margin;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto colour = part_colours.at(std::min(i, part_colours.size() - 1));
        if (rows[i].count > 0) {
            const double broad = room * rows[i].count / whole;
            canvas.rounded(x, y, broad, height, 14, colour);
            x += broad + gap;
        }
        const auto text = rows[i].label + " " + number(rows[i].count);
        canvas.rounded(word, y + height + 32, dot, dot, dot / 2, colour);
        canvas.write(word + dot + 14, y + height + 20, 0, text, label);
        word += dot + 14 + canvas.width_of(text, label) + 56;
    }
    return y + height + 76;
}

double shares(Canvas& canvas, double y, const std::vector<Row>& rows) {
    constexpr double step = 68, height = 34, gap = 28;
    constexpr Letters label{42, false, ink}, share{42, true, ink};
    double left = 0, right = 0;
    for (const auto& row : rows) {
        left = std::max(left, canvas.width_of(row.label, label));
        right = std::max(right, canvas.width_of(row.words, share));
    }
    left = std::min(left, inside / 3);
    right = std::min(right, inside / 3);
    const double room = inside - left - right - 2 * gap;
    for (const auto& row : rows) {
        canvas.write(margin, y, left, row.label, label);
        canvas.rounded(margin + left + gap, y + 9, room, height, height / 2, track);
        if (row.of > 0 && row.count > 0)
            canvas.rounded(margin + left + gap, y + 9, std::max(height, room * std::min(row.count / row.of, 1.0)),
                           height, height / 2, accent);
        canvas.write(margin + inside - right, y, right, row.words, share, Side::right);
        y += step;
    }
    return y - step + 52;
}

double lines(Canvas& canvas, double y, const std::vector<Row>& rows) {
    constexpr double step = 64, gap = 30;
    constexpr Letters label{42, true, accent}, words{42, false, ink};
    double left = 0;
    for (const auto& row : rows) left = std::max(left, canvas.width_of(row.label, label));
    left = std::min(left, inside / 2);
    for (const auto& row : rows) {
        canvas.write(margin, y, left, row.label, label);
        canvas.write(margin + left + gap, y, inside - left - gap, row.words, words);
        y += step;
    }
    return y - step + 52;
}

double draw(Canvas& canvas, double y, const Json& drawing) {
    const auto rows = rows_of(drawing);
    if (rows.empty()) return y;
    constexpr double above = 48;
    y += above;
    y += canvas.write(margin, y, inside, one_line(drawing.at("title").get<std::string>()), {38, false, soft}) + 14;
    const auto shape = drawing.at("shape").get<std::string>();
    if (shape == "columns") return columns(canvas, y, rows);
    if (shape == "parts") return parts(canvas, y, rows);
    if (shape == "shares") return shares(canvas, y, rows);
    return lines(canvas, y, rows);
}

}  // namespace

std::string picture(const std::string& json) {
    const auto read = Json::parse(json);
    Canvas canvas;
    double y = margin - 8;
    const auto title = figures_kept(one_line(read.at("title").get<std::string>()));
    y += canvas.write(margin, y, inside, title, {54, true, ink, 3});
    std::size_t drawn = 0;
    for (const auto& drawing : read.at("drawings"))
        if (drawn++ < most_drawings) y = draw(canvas, y, drawing);
    return canvas.png(y + margin);
}

}  // namespace nudged::helper
