// The daemon's log: one line an event, on stderr, without secrets and without anybody's words.
#pragma once

#include <string>
#include <string_view>

namespace nudged::runtime {

// Makes spdlog's default logger write to stderr through `redact`: under systemd with the journal's priority prefix,
// else with the time in UTC. Nothing that a person wrote or received is ever passed to the log.
void start_log();

// From now on this text is written as "***" wherever it would appear. Texts under 6 bytes are not hidden, since they
// would tear holes into ordinary words; its percent-encoded form is hidden too. Any thread.
void hide_from_log(std::string_view secret);

// The line as it may be shown: hidden texts, and whatever looks like a token of Telegram or Slack or stands behind
// "token=", "secret=", "code=", "Bearer " or "v0=", become "***"; control characters are escaped.
[[nodiscard]] std::string redact(std::string_view line);

}  // namespace nudged::runtime
