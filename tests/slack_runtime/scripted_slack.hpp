// A Web API of a few lines: each method answers as it is told.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/http/loopback_server.hpp"

namespace nudged::test {

class ScriptedSlack {
public:
    // From now on; an empty body never comes.
    void answers(const std::string& method, const std::string& body) {
        const std::lock_guard lock(mutex_);
        answers_[method] = body;
    }
    void is(const std::string& account, const std::string& name) {
        answers("auth.test", R"({"ok":true,"team_id":")" + account + R"(","team":")" + name +
                                 R"(","user_id":"UBOT","bot_id":"BBOT"})");
    }
    void refuses(const std::string& method, const std::string& error) {
        answers(method, R"({"ok":false,"error":")" + error + R"("})");
    }
    // The tokens by which a method was called, in order.
    std::vector<std::string> calls(const std::string& method) {
        const std::lock_guard lock(mutex_);
        return calls_[method];
    }
    void wait_for_call(const std::string& method) {
        std::unique_lock lock(mutex_);
        ASSERT_TRUE(changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return !calls_[method].empty(); }));
    }
    [[nodiscard]] std::string url() const { return server_.url("/api"); }

private:
    void serve(Peer& peer) {
        for (auto request = peer.request(); !request.empty(); request = peer.request()) {
            const auto between = [&](const std::string& before, const std::string& after) {
                const auto begin = request.find(before);
                if (begin == request.npos) return std::string();
                const auto from = begin + before.size();
                return request.substr(from, request.find(after, from) - from);
            };
            const auto method = between("POST /api/", " ");
            std::string body;
            {
                const std::lock_guard lock(mutex_);
                calls_[method].push_back(between("Authorization: Bearer ", "\r\n"));
                body = answers_[method];
            }
            changed_.notify_all();
            if (body.empty()) return peer.wait();
            peer.answer(200, body);
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, std::string> answers_;
    std::map<std::string, std::vector<std::string>> calls_;
    LoopbackServer server_{[this](Peer& peer) { serve(peer); }};
};

}  // namespace nudged::test
