#include <algorithm>
#include <array>

#include "daemon/messages/cards.hpp"
#include "daemon/messages/wording.hpp"

namespace nudged::messages {
namespace {

struct Word {
    std::string_view word, examples, does;
};
constexpr std::array words{
    Word{"done", "`done 2` or `done nicole called, knee is better`", "you were in touch; the rest is a note"},
    Word{"snooze", "`snooze 2` or `snooze sam fri`", "back on that day"},
    Word{"skip", "`skip 3`", "not this time; next when the rhythm says so"},
    Word{"later", "`later 2 june \"after the audit\"`", "they asked you to come back then"},
    Word{"replied", "`2 replied \"yes, gladly\"`", "they answered: your turn"},
    Word{"no", "`no 2 budget`", "they said no; off the list"},
    Word{"part", "`part karl`", "you stop, no hard feelings; `part oma died` for a farewell"},
    Word{"reopen", "`reopen karl`", "back on the list"},
    Word{"undo", "`undo`", "takes the last one back; again: the one before"},
    Word{"note", "`note nicole: new job`", "kept on the card"},
    Word{"needs", "`needs ines a school for her son`", "what they want or look for, for the next suggestion"},
    Word{"why", "`why karl the best editor I know`", "why you want to stay in touch"},
    Word{"brings", "`nicole brings: honest questions`", "what they give you; `gets` is what you give them"},
    Word{"gets", "`nicole gets: introductions`", "what you give them; `brings` is what they give you"},
    Word{"promise", "`promise jose the pricing by friday`", "told on its day, then asked about"},
    Word{"kept", "`kept jose`", "the promise is kept"},
    Word{"deal", "`deal priya proposal for the website`",
         "an open question: a word after 3, 5, 10, 20 and 30 quiet days"},
    Word{"won", "`won priya`", "a yes; `no priya budget` is a no. The person stays"},
    Word{"plan", "`plan 7 14 #applications` or `plan priya 7 14`", "other days for open questions; `plan` shows them"},
    Word{"friend", "`friend jonas` or `friend #climbing`", "silence changes nothing, and nobody is asked to be left"},
    Word{"gave", "`gave nicole https://example.org/guide` or `gave nicole 3`",
         "you gave something useful; a number is "
         "one of your shelf"},
    Word{
        "shelf", "`shelf https://example.org/guide Interviews that work #hiring`",
        "kept to give; named once to each whose needs or tags it fits. `shelf` shows it, `shelf drop 3` takes one off"},
    Word{"intro", "`intro sam nicole`", "you brought them together: something given to both"},
    Word{"via", "`via sam nicole` or `add Sam via Nicole`", "who brought you together, to be thanked next time"},
    Word{"missed", "`missed nicole at lunch`", "a line to copy, and ways to send it"},
    Word{"noticed", "`noticed sam new job`", "a line to copy, and ways to send it"},
    Word{"who", "`who nicole`", "the card: what is known, and when next"},
    Word{"find", "`find garden`", "people by name, tag or note"},
    Word{"today", "`today`", "today's list"},
    Word{"list", "`list`", "who comes next"},
    Word{"review", "`review`", "a look back at the week, and ahead; `review off` and `review on`: each week or not"},
    Word{"fresh start", "`fresh start`", "all whose day has passed, spread over the coming weeks"},
    Word{"status", "`status`", "when I last looked and sent, and when I send next"},
    Word{"add", "`add Mum every week` or `add Sam Lee every 2 months #clients`", "a new person"},
    Word{"every", "`every 60d nicole` or `every 60d #clients`", "how often; `every never` keeps only the dates"},
    Word{"rename", "`rename nicole to Nicole Meyer`", "another name"},
    Word{"tag", "`tag sam #clients`", "`untag sam #clients` takes it off"},
    Word{"set", "`set nicole phone +351 910 000 000`", "also email, birthday, anniversary, zone, importance"},
    Word{"lead", "`lead nicole 7 days`", "birthdays and other dates told that long before, besides on the day"},
    Word{"dates", "`dates off`", "a birthday on a day off is told before it only; `dates on` tells it on the day too"},
    Word{"pause", "`pause until 15 apr`", "quiet until then; `resume` ends it"},
    Word{"resume", "`resume`", "ends a pause"},
    Word{"travelling", "`I'm in Tokyo until friday`", "by the clock there; `I'm home` ends it"},
    Word{"private", "`private on`", "the notification says only how many"},
};

std::string in_full(const Word& word) { return std::string(word.examples) + ": " + std::string(word.does) + "."; }

constexpr std::string_view overview =
    "Tap a button, or just write. A number or a name says whom you mean:\n"
    "`done 2` · `snooze 2 fri` · `skip 3` · `later 2 june`\n"
    "`2 replied` · `no 2 budget` · `part karl` · `undo`\n"
    "`today` · `list` · `who nicole` · `find garden` · `status`\n"
    "`add Mum every week` · `every 60d #clients` · `note nicole: new job`\n"
    "`promise jose the pricing by friday` · `friend jonas` · `needs ines a school for her son`\n"
    "`shelf https://example.org/guide #hiring` · `gave nicole 3` · `intro sam nicole` · `via sam nicole`\n"
    "`deal priya proposal for the website` · `won priya` · `plan 7 14 #applications`\n"
    "`pause until 15 apr` · `resume` · `I'm in Tokyo until friday` · `private on`\n"
    "More about one word: `help snooze`";

}  // namespace

Message help(std::string_view topic) {
    const auto word = std::find_if(words.begin(), words.end(), [&](const Word& known) { return known.word == topic; });
    return plain(word == words.end() ? std::string(overview) : in_full(*word));
}

}  // namespace nudged::messages
