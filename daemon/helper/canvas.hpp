// Paper to draw on, of a fixed width and as high as what is drawn, in the few colours and letters of ours.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

namespace nudged::helper {

struct Colour {
    double red, green, blue;
};
// A light card with dark letters: it reads on a light and on a dark chat alike.
inline constexpr Colour paper{0.984, 0.968, 0.941}, ink{0.165, 0.145, 0.129}, soft{0.400, 0.361, 0.322},
    track{0.918, 0.875, 0.816}, accent{0.612, 0.247, 0.094}, accent_soft{0.886, 0.678, 0.549};

struct Letters {
    int size = 36;  // pixels
    bool bold = false;
    Colour colour = ink;
    int lines = 1;  // at most; what is longer ends in an ellipsis
};
enum class Side { left, middle, right };

class Canvas {
public:
    static constexpr int width = 1080;

    // Only what is drawn above the bottom that is named in the end is kept.
    Canvas();
    // Text with letters that no installed font has is not drawn: std::runtime_error. Symbols that none has are left
    // out.
    void rounded(double x, double y, double w, double h, double radius, Colour colour);
    // Of text that is as broad as `w` at most, with its top at `y`; returns its height. `side` is where in `w` it
    // stands.
    double write(double x, double y, double w, std::string_view text, const Letters& letters, Side side = Side::left);
    [[nodiscard]] double width_of(std::string_view text, const Letters& letters);
    // The picture down to there. Throws std::runtime_error when there is no memory for it.
    [[nodiscard]] std::string png(double bottom) const;

private:
    using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
    using Pen = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;
    using Layout = std::unique_ptr<PangoLayout, void (*)(PangoLayout*)>;

    void use(Colour colour);
    [[nodiscard]] Layout layout(std::string_view text, const Letters& letters, double w, Side side);

    Surface surface_;
    Pen pen_;
};

}  // namespace nudged::helper
