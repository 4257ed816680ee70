#include "daemon/commands/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace nudged::commands {

namespace {

constexpr int quiet_zone = 2;
constexpr const char* black_on_white = "\033[30;47m";
constexpr const char* reset = "\033[0m";

}  // namespace

std::string qr_code(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L),
                                                          QRcode_free);
    if (!code) return {};
    const int width = code->width;
    const auto dark = [&](int x, int y) {
        const bool inside = x >= 0 && y >= 0 && x < width && y < width;
        return inside && (code->data[y * width + x] & 1U) != 0;
    };
    std::string picture;
    for (int y = -quiet_zone; y < width + quiet_zone; y += 2) {
        picture += black_on_white;
        for (int x = -quiet_zone; x < width + quiet_zone; ++x) {
            const bool upper = dark(x, y), lower = dark(x, y + 1);
            picture += upper ? (lower ? "\u2588" : "\u2580") : (lower ? "\u2584" : " ");
        }
        picture += reset;
        picture += '\n';
    }
    return picture;
}

}  // namespace nudged::commands
