#include "connectors/http/http_engine.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>

namespace nudged::http {

namespace {

constexpr std::size_t body_limit = std::size_t{4} << 20;
constexpr std::size_t header_limit = std::size_t{64} << 10;
constexpr long connect_timeout_ms = 5'000;
constexpr long answer_bytes = 4096;         // received at once: answers are short, and dozens may be under way
constexpr long reuse_at_most_seconds = 60;  // an idle connection this old may be closing at the other end

void prepare_process() {
    static const bool ready = [] {
        std::signal(SIGPIPE, SIG_IGN);
        return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    }();
    if (!ready) throw std::runtime_error("libcurl cannot be initialised");
}

struct Easy {
    CURL* handle = curl_easy_init();
    Easy() {
        if (handle == nullptr) throw std::bad_alloc();
    }
    ~Easy() { curl_easy_cleanup(handle); }
    Easy(const Easy&) = delete;
    Easy& operator=(const Easy&) = delete;

    template <typename Value>
    void set(CURLoption option, Value value) {
        if (const CURLcode code = curl_easy_setopt(handle, option, value); code != CURLE_OK) {
            throw std::runtime_error("libcurl refuses option " + std::to_string(option));
        }
    }
};

// The scheme and host of an URL; both empty when it is none.
struct Origin {
    std::string scheme;
    std::string host;
};

Origin origin_of(const std::string& url) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
    Origin origin;
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return origin;
    const auto part = [&](CURLUPart which) {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), which, &text, 0) != CURLUE_OK) return std::string();
        const std::unique_ptr<char, void (*)(void*)> owned(text, curl_free);
        return std::string(text);
    };
    origin.scheme = part(CURLUPART_SCHEME);
    origin.host = part(CURLUPART_HOST);
    return origin;
}

bool is_loopback(std::string_view host) {
    const bool four = host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
    return four || host == "localhost" || host == "[::1]";
}

// Why this URL may not be spoken to; empty = it may.
std::string objection(const Origin& origin) {
    if (origin.host.empty()) return "the address is not an URL";
    if (origin.scheme == "https" || (origin.scheme == "http" && is_loopback(origin.host))) return "";
    return origin.host + ": only https is spoken, and http to this machine alone";
}

std::string trimmed(std::string_view text, bool lower) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return "";
    std::string out(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
    if (lower) {
        std::transform(out.begin(), out.end(), out.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    }
    return out;
}

}  // namespace

struct HttpEngine::Multi {
    CURLM* handle = curl_multi_init();
    Multi() {
        if (handle == nullptr) throw std::bad_alloc();
    }
    ~Multi() { curl_multi_cleanup(handle); }
    Multi(const Multi&) = delete;
    Multi& operator=(const Multi&) = delete;
};

struct HttpEngine::Exchange {
    Easy easy;
    std::string body;
    std::string host;
    std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers{nullptr, curl_slist_free_all};
    Done done;
    HttpResponse response;
    std::size_t header_bytes = 0;
    bool cut = false;  // the answer was larger than we read

    Exchange(HttpRequest request, std::string its_host, Done its_done)
        : body(std::move(request.body)), host(std::move(its_host)), done(std::move(its_done)) {
        restrict();
        easy.set(CURLOPT_URL, request.url.c_str());
        easy.set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
        easy.set(CURLOPT_FRESH_CONNECT, request.repeatable ? 0L : 1L);
        easy.set(CURLOPT_FORBID_REUSE, request.repeatable ? 0L : 1L);
        if (request.method != "GET") {
            easy.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
            easy.set(CURLOPT_POSTFIELDS, body.data());
            easy.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
        }
        add_header("Expect:");  // a round trip less for large bodies
        for (const auto& [name, value] : request.headers) add_header(name + ": " + value);
        easy.set(CURLOPT_HTTPHEADER, headers.get());
        easy.set(CURLOPT_WRITEFUNCTION, &on_body);
        easy.set(CURLOPT_WRITEDATA, this);
        easy.set(CURLOPT_HEADERFUNCTION, &on_header);
        easy.set(CURLOPT_HEADERDATA, this);
    }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    // What holds for every exchange.
    void restrict() {
        easy.set(CURLOPT_NOSIGNAL, 1L);
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https");  // http was let through for loopback alone, before
        easy.set(CURLOPT_FOLLOWLOCATION, 0L);
        easy.set(CURLOPT_SSL_VERIFYPEER, 1L);
        easy.set(CURLOPT_SSL_VERIFYHOST, 2L);
        easy.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        easy.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        easy.set(CURLOPT_PROXY, "");
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
        easy.set(CURLOPT_MAXAGE_CONN, reuse_at_most_seconds);
        easy.set(CURLOPT_USERAGENT, "nudged");
        easy.set(CURLOPT_BUFFERSIZE, answer_bytes);
    }

    void add_header(const std::string& line) {
        curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        std::ignore = headers.release();  // it is a part of the longer one
        headers.reset(longer);
    }

    static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) {
        auto& exchange = *static_cast<Exchange*>(self);
        std::string& out = exchange.response.body;
        const std::size_t room = body_limit - out.size();
        out.append(data, std::min(size, room));
        exchange.cut = size > room;
        return exchange.cut ? 0 : size;  // 0 ends the exchange
    }

    static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self) {
        auto& exchange = *static_cast<Exchange*>(self);
        const std::string_view line(data, size);
        exchange.header_bytes += size;
        if (line.starts_with("HTTP/")) {
            exchange.response.headers.clear();  // of a 1xx before it
        } else if (const auto colon = line.find(':');
                   colon != std::string_view::npos && exchange.header_bytes <= header_limit) {
            exchange.response.headers.emplace_back(trimmed(line.substr(0, colon), true),
                                                   trimmed(line.substr(colon + 1), false));
        }
        return size;
    }

    // The response as the caller gets it, given how libcurl says the exchange ended.
    HttpResponse result(CURLcode code) {
        if (code == CURLE_OK || cut) {
            long status = 0;
            curl_easy_getinfo(easy.handle, CURLINFO_RESPONSE_CODE, &status);
            response.status = static_cast<int>(status);
            if (status != 0) return std::move(response);
        }
        long request_bytes = 0;
        curl_easy_getinfo(easy.handle, CURLINFO_REQUEST_SIZE, &request_bytes);
        HttpResponse failed;
        failed.surely_not_sent = request_bytes == 0;
        // libcurl's own text for the code: its error buffer may quote the URL.
        failed.error = host + ": " + (code == CURLE_ABORTED_BY_CALLBACK ? "cancelled" : curl_easy_strerror(code));
        return failed;
    }
};

HttpEngine::HttpEngine() {
    prepare_process();
    multi_ = std::make_unique<Multi>();
}

HttpEngine::~HttpEngine() {
    for (auto& [easy, exchange] : exchanges_) curl_multi_remove_handle(multi_->handle, easy);
}

void HttpEngine::start(HttpRequest request, Done done) {
    Origin origin = origin_of(request.url);
    if (std::string why = objection(origin); !why.empty()) {
        HttpResponse refused;
        refused.surely_not_sent = true;
        refused.error = std::move(why);
        ended_.emplace_back(std::move(done), std::move(refused));
        return;
    }
    auto exchange = std::make_unique<Exchange>(std::move(request), std::move(origin.host), std::move(done));
    void* const easy = exchange->easy.handle;
    if (const CURLMcode code = curl_multi_add_handle(multi_->handle, easy); code != CURLM_OK) {
        throw std::runtime_error(std::string("libcurl: ") + curl_multi_strerror(code));
    }
    exchanges_.emplace(easy, std::move(exchange));
}

void HttpEngine::run(std::chrono::milliseconds at_most) {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + at_most;
    for (;;) {
        int running = 0;
        if (const CURLMcode code = curl_multi_perform(multi_->handle, &running); code != CURLM_OK) {
            throw std::runtime_error(std::string("libcurl: ") + curl_multi_strerror(code));
        }
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_->handle, &left)) {
            if (message->msg == CURLMSG_DONE) end(message->easy_handle, message->data.result);
        }
        const bool some_ended = call_back();
        const auto rest = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        if (woken_.exchange(false) || some_ended || rest.count() <= 0) return;
        const int wait = static_cast<int>(std::min<std::chrono::milliseconds::rep>(rest.count(), 3'600'000));
        if (const CURLMcode code = curl_multi_poll(multi_->handle, nullptr, 0, wait, nullptr); code != CURLM_OK) {
            throw std::runtime_error(std::string("libcurl: ") + curl_multi_strerror(code));
        }
    }
}

void HttpEngine::wake() {
    woken_.store(true);
    curl_multi_wakeup(multi_->handle);
}

void HttpEngine::end(void* easy, int code) {
    const auto found = exchanges_.find(easy);
    if (found == exchanges_.end()) return;
    curl_multi_remove_handle(multi_->handle, easy);
    Exchange& exchange = *found->second;
    ended_.emplace_back(std::move(exchange.done), exchange.result(static_cast<CURLcode>(code)));
    exchanges_.erase(found);
}

// A callback may start exchanges, cancel them, or throw: each is taken off the list before it is called.
bool HttpEngine::call_back() {
    const bool some = !ended_.empty();
    for (std::size_t left = ended_.size(); left > 0 && !ended_.empty(); --left) {
        auto [done, response] = std::move(ended_.front());
        ended_.erase(ended_.begin());
        if (done) done(std::move(response));
    }
    return some;
}

void HttpEngine::cancel_all() {
    while (!exchanges_.empty()) end(exchanges_.begin()->first, CURLE_ABORTED_BY_CALLBACK);
    call_back();
}

}  // namespace nudged::http
