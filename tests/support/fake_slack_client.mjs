// What a test says to the fake Slack, in a line each.
//   const slack = new FakeSlackClient(url);
//   await slack.say('done 2');  await slack.press('✓ Mum');  await slack.until((ms) => ms.at(-1).seen.includes('Mum'));

export class FakeSlackClient {
  constructor(url, { team, user } = {}) {
    this.url = url;
    this.where = { ...(team && { team }), ...(user && { user }) };
  }

  async post(name, body = {}) {
    const said = Array.isArray(body) ? body : { ...this.where, ...body };
    return read(await fetch(`${this.url}/control/${name}`, { method: 'POST', body: JSON.stringify(said) }));
  }
  async get(name, query = {}) {
    return read(await fetch(`${this.url}/control/${name}?${new URLSearchParams(query)}`));
  }

  say(text, more = {}) { return this.post('say', { text, ...more }); }
  edit(ts, text) { return this.post('edit', { ts, text }); }
  erase(ts) { return this.post('erase', { ts }); }
  press(label, more = {}) { return this.post('press', { label, ...more }); }
  pressAction(action_id, more = {}) { return this.post('press', { action_id, ...more }); }
  slash(text, more = {}) { return this.post('slash', { text, ...more }); }
  openHome(tab = 'home') { return this.post('open_home', { tab }); }
  user(profile) { return this.post('user', profile); }
  faults(...list) { return this.post('faults', list); }
  advance(seconds) { return this.post('advance', { seconds }); }
  clock(now) { return this.post('clock', { now }); }
  redeliver(n, as = 'same') { return this.post('redeliver', { n, as }); }
  disconnect(reason, more = {}) { return this.post('disconnect', { reason, ...more }); }
  drop(how, more = {}) { return this.post('drop', { how, ...more }); }
  log() { return this.get('log'); }
  deliveries() { return this.get('deliveries'); }
  sockets() { return this.get('sockets'); }
  async messages() { return (await this.#look(-1, 0)).messages; }
  async home() { return (await this.get('homes')).find((h) => !this.where.user || h.user === this.where.user); }

  // The calls of a method so far.
  async calls(method) { return (await this.log()).filter((call) => call.method === method); }

  // The delivery `n`, once every attempt of it is over.
  async delivered(n, ms = 5_000) {
    const one = async () => (await this.deliveries())[n - 1];
    await this.until(async () => (await one()).state !== 'pending', ms);
    return one();
  }

  // Once somebody hears. Of what is pressed or commanded before, Slack says nothing later.
  heard(ms = 5_000) {
    return this.until(async () => (await this.sockets()).connections.some((connection) => connection.ready), ms);
  }

  // The messages, as soon as `wanted(messages)` holds. It is asked again whenever something has happened here, and now
  // and then for what it may look at elsewhere. Throws, showing the messages, when it does not hold in time.
  async until(wanted, ms = 5_000) {
    const end = Date.now() + ms;
    let { revision, messages } = await this.#look(-1, 0);
    while (!(await wanted(messages))) {
      if (Date.now() >= end) throw new Error(`not within ${ms} ms; there is ${JSON.stringify(messages, null, 1)}`);
      ({ revision, messages } = await this.#look(revision, Math.min(end - Date.now(), 50)));
    }
    return messages;
  }

  #look(after, wait) {
    return this.get('messages', { after, wait: Math.max(0, wait), ...this.where });
  }
}

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}
