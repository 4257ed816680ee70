#include "daemon/helper/canvas.hpp"

#include <algorithm>
#include <numbers>
#include <stdexcept>

namespace nudged::helper {

namespace {

constexpr int highest = 2'400;
constexpr const char* family = "DejaVu Sans";  // where a letter is in no font of ours, any that has it

cairo_status_t append(void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

bool is_symbol(gunichar letter) {
    const auto type = g_unichar_type(letter);
    return type == G_UNICODE_OTHER_SYMBOL || type == G_UNICODE_MODIFIER_SYMBOL || type == G_UNICODE_FORMAT ||
           type == G_UNICODE_UNASSIGNED || type == G_UNICODE_NON_SPACING_MARK;
}

std::string without_symbols(std::string_view text) {
    std::string kept;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at < end;) {
        const char* const next = g_utf8_next_char(at);
        if (!is_symbol(g_utf8_get_char(at))) kept.append(at, next);
        at = next;
    }
    return kept;
}

// Where a letter has no glyph, an empty box would stand for it.
void set_what_has_letters(PangoLayout* layout, std::string_view text) {
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) return;
    const auto kept = without_symbols(text);
    pango_layout_set_text(layout, kept.data(), static_cast<int>(kept.size()));
    if (pango_layout_get_unknown_glyphs_count(layout) > 0)
        throw std::runtime_error("no installed font has the letters of what is to be drawn");
}

}  // namespace

Canvas::Canvas()
    : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, highest), &cairo_surface_destroy),
      pen_(cairo_create(surface_.get()), &cairo_destroy) {
    use(paper);
    cairo_paint(pen_.get());
}

void Canvas::use(Colour colour) { cairo_set_source_rgb(pen_.get(), colour.red, colour.green, colour.blue); }

void Canvas::rounded(double x, double y, double w, double h, double radius, Colour colour) {
    if (w <= 0 || h <= 0) return;
    constexpr double quarter = std::numbers::pi / 2;
    const double r = std::min({radius, w / 2, h / 2});
    cairo_new_sub_path(pen_.get());
    cairo_arc(pen_.get(), x + w - r, y + r, r, -quarter, 0);
    cairo_arc(pen_.get(), x + w - r, y + h - r, r, 0, quarter);
    cairo_arc(pen_.get(), x + r, y + h - r, r, quarter, 2 * quarter);
    cairo_arc(pen_.get(), x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(pen_.get());
    use(colour);
    cairo_fill(pen_.get());
}

Canvas::Layout Canvas::layout(std::string_view text, const Letters& letters, double w, Side side) {
    Layout made(pango_cairo_create_layout(pen_.get()), [](PangoLayout* one) { g_object_unref(one); });
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(
        pango_font_description_new(), &pango_font_description_free);
    pango_font_description_set_family(font.get(), family);
    pango_font_description_set_weight(font.get(), letters.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), letters.size * double{PANGO_SCALE});
    pango_layout_set_font_description(made.get(), font.get());
    set_what_has_letters(made.get(), text);
    // A name that is written from right to left stands where the others do.
    pango_context_set_base_dir(pango_layout_get_context(made.get()), PANGO_DIRECTION_LTR);
    pango_layout_set_auto_dir(made.get(), FALSE);
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(made.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_height(made.get(), -letters.lines);
    pango_layout_set_alignment(made.get(), side == Side::left     ? PANGO_ALIGN_LEFT
                                           : side == Side::middle ? PANGO_ALIGN_CENTER
                                                                  : PANGO_ALIGN_RIGHT);
    if (w > 0) pango_layout_set_width(made.get(), static_cast<int>(w * PANGO_SCALE));
    return made;
}

double Canvas::write(double x, double y, double w, std::string_view text, const Letters& letters, Side side) {
    const auto lines = layout(text, letters, w, side);
    use(letters.colour);
    cairo_move_to(pen_.get(), x, y);
    pango_cairo_show_layout(pen_.get(), lines.get());
    int height = 0;
    pango_layout_get_pixel_size(lines.get(), nullptr, &height);
    return height;
}

double Canvas::width_of(std::string_view text, const Letters& letters) {
    int broad = 0;
    pango_layout_get_pixel_size(layout(text, letters, 0, Side::left).get(), &broad, nullptr);
    return broad;
}

std::string Canvas::png(double bottom) const {
    const Surface cut(
        cairo_surface_create_for_rectangle(surface_.get(), 0, 0, width, std::min<double>(bottom, highest)),
        &cairo_surface_destroy);
    std::string bytes;
    if (cairo_surface_write_to_png_stream(cut.get(), &append, &bytes) != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error("the picture cannot be drawn");
    return bytes;
}

}  // namespace nudged::helper
