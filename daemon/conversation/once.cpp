#include "daemon/conversation/once.hpp"

#include <exception>

namespace nudged::conversation {

void once(Tables& tables, const Act& act, Instant at, const std::function<void()>& effect,
          const std::function<void()>& failed) {
    if (!tables.inbox.receive(act.connector, act.account, act.key, at, act.other_keys)) return;
    try {
        tables.savepoint(effect);
    } catch (const StoreError&) {
        throw;  // nothing can be written: it is to come again
    } catch (const std::exception& error) {
        tables.inbox.failed(act.connector, act.account, act.key, error.what());
        failed();
    }
}

}  // namespace nudged::conversation
