// What a test says to the fake Telegram, in a line each.
//   const telegram = new FakeTelegramClient(url);
//   await telegram.say('done 2');  await telegram.press('✓ Mum');  await telegram.until((ms) => ms.at(-1).text.includes('Mum'));

export class FakeTelegramClient {
  constructor(url, user) {
    this.url = url;
    this.user = user;
  }

  async post(name, body = {}) {
    const said = Array.isArray(body) ? body : { user: this.user, ...body };
    const response = await fetch(`${this.url}/control/${name}`, { method: 'POST', body: JSON.stringify(said) });
    return read(response);
  }
  async get(name, query = {}) {
    return read(await fetch(`${this.url}/control/${name}?${new URLSearchParams(query)}`));
  }

  say(text, more = {}) { return this.post('say', { text, ...more }); }
  press(label, more = {}) { return this.post('press', { label, ...more }); }
  pressData(data, more = {}) { return this.post('press', { data, ...more }); }
  forward(text, from_name) { return this.post('forward', { text, from_name }); }
  contact(card) { return this.post('contact', card); }
  send(content) { return this.post('send', content); }
  block() { return this.post('block'); }
  unblock() { return this.post('unblock'); }
  faults(...list) { return this.post('faults', list); }
  advance(seconds) { return this.post('advance', { seconds }); }
  log() { return this.get('log'); }
  async messages() { return (await this.#look(-1, 0)).messages; }

  // The calls of a method so far.
  async calls(method) { return (await this.log()).filter((call) => call.method.toLowerCase() === method.toLowerCase()); }

  // The messages, as soon as `wanted(messages)` holds. Throws, showing them, when it does not in time.
  async until(wanted, ms = 5_000) {
    const end = Date.now() + ms;
    let { revision, messages } = await this.#look(-1, 0);
    while (!(await wanted(messages))) {
      if (Date.now() >= end) throw new Error(`not within ${ms} ms; there is ${JSON.stringify(messages, null, 1)}`);
      ({ revision, messages } = await this.#look(revision, end - Date.now()));
    }
    return messages;
  }

  #look(after, wait) {
    return this.get('messages', { after, wait: Math.max(0, wait), ...(this.user && { chat: this.user }) });
  }
}

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}
