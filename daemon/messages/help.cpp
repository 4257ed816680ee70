#include <algorithm>
#include <array>

#include "daemon/messages/cards.hpp"
#include "daemon/messages/catalogue/catalogue.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

struct Word {
    std::string_view word;
    Key help;
};
constexpr std::array<Word, 44> words{{{"done", "help.done"},
                                      {"snooze", "help.snooze"},
                                      {"skip", "help.skip"},
                                      {"later", "help.later"},
                                      {"replied", "help.replied"},
                                      {"no", "help.no"},
                                      {"part", "help.part"},
                                      {"reopen", "help.reopen"},
                                      {"undo", "help.undo"},
                                      {"note", "help.note"},
                                      {"needs", "help.needs"},
                                      {"why", "help.why"},
                                      {"brings", "help.brings"},
                                      {"gets", "help.gets"},
                                      {"promise", "help.promise"},
                                      {"kept", "help.kept"},
                                      {"deal", "help.deal"},
                                      {"won", "help.won"},
                                      {"plan", "help.plan"},
                                      {"friend", "help.friend"},
                                      {"gave", "help.gave"},
                                      {"shelf", "help.shelf"},
                                      {"intro", "help.intro"},
                                      {"via", "help.via"},
                                      {"missed", "help.missed"},
                                      {"noticed", "help.noticed"},
                                      {"who", "help.who"},
                                      {"find", "help.find"},
                                      {"today", "help.today"},
                                      {"list", "help.list"},
                                      {"review", "help.review"},
                                      {"fresh start", "help.fresh_start"},
                                      {"status", "help.status"},
                                      {"add", "help.add"},
                                      {"every", "help.every"},
                                      {"rename", "help.rename"},
                                      {"tag", "help.tag"},
                                      {"set", "help.set"},
                                      {"lead", "help.lead"},
                                      {"dates", "help.dates"},
                                      {"pause", "help.pause"},
                                      {"resume", "help.resume"},
                                      {"travelling", "help.travelling"},
                                      {"private", "help.private"}}};

}  // namespace

Message help(std::string_view topic) {
    const auto word = std::ranges::find(words, topic, &Word::word);
    return plain(word == words.end() ? worded("help.overview") : worded(word->help));
}

}  // namespace nudged::messages
