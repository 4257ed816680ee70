// The same over HTTP, where anybody may call: what is not signed has no effect; and workspaces that install nudged by
// OAuth, whose people become owners of their own.
import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { forgeries, genuine, posted } from '../support/slack_forgeries.mjs';
import { Nudged } from '../support/nudged.mjs';

let fake, slack, nudged, config, url;

const form = 'application/x-www-form-urlencoded';
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const patience = 20_000;
const ours = (messages) => messages.filter((m) => m.from === 'bot');
const newest = (messages) => ours(messages).at(-1)?.seen ?? '';
const outbox = async () => (await nudged.json('outbox')).length;
const owners = async () => JSON.parse(await nudged.command('owner', 'list', '--json'));

// The address must be known before the daemon runs: it is in the config.
async function freePort() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

before(async () => {
  fake = await startFakeSlack({ socketMode: false, signingSecrets: [secret, 'a1b2c3d4e5f60718293a4b5c6d7e8f90'],
    urls: { retryMs: [50, 100, 200] } });
  slack = new FakeSlackClient(fake.url, { team: 'T0ACME00001' });
  nudged = await Nudged.inNewFolder();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  config = await nudged.file('nudged.toml', `[http]
listen = "127.0.0.1:${port}"
public_url = "${url}"
[slack]
mode = "http"
bot_token_file = "${await nudged.file('bot-token', fake.token)}"
signing_secret_file = "${await nudged.file('signing', fake.world.app.signingSecrets.join('\n'))}"
api_url = "${fake.api}"
client_id = "${fake.clientId}"
client_secret_file = "${await nudged.file('client-secret', fake.clientSecret)}"
`);
  await nudged.start({ config, listen: `127.0.0.1:${port}` });
  await slack.post('urls', { events: `${url}/slack/events`, interactivity: `${url}/slack/interactivity`,
    commands: `${url}/slack/commands` });
});
after(async () => {
  await nudged?.remove();
  await fake?.close();
});

test('proves its address to Slack, and answers the probe of its certificate', async () => {
  assert.equal((await slack.post('verify')).verified, true);
  const probe = await fetch(`${url}/slack/commands`, { method: 'POST', headers: { 'Content-Type': form },
    body: 'ssl_check=1&token=x' });
  assert.deepEqual([probe.status, await probe.text()], [200, '']);
});

test('pairs, answers a word and a press, and takes both signing secrets', async () => {
  const code = (await nudged.command('pair', 'slack')).match(/code ([0-9a-z]{16})/)[1];
  await slack.say(code);
  await slack.until((all) => newest(all).startsWith('Connected'), patience);
  await slack.post('app', { signWith: 1 });
  await slack.say('add Mum every week');
  await slack.until((all) => newest(all).startsWith('Mum is in'), patience);
  await slack.press('Undo');
  await slack.until(async () => (await nudged.json('contacts')).length === 0, patience);
  await slack.post('app', { signWith: 0 });
});

test('a body that is long, and larger than a form may usually be, is read whole', async () => {
  await slack.post('urls', { settings: { padBytes: 60_000 } });
  await slack.say('add Sam every week');
  await slack.until((all) => newest(all).startsWith('Sam is in'), patience);
  await slack.press('Undo');
  await slack.until(async () => (await nudged.json('contacts')).length === 0, patience);
  await slack.post('urls', { settings: { padBytes: 0 } });
});

test('what is forged, stale, torn or doubled is answered 401 and leaves no row', async () => {
  const { payload } = (await slack.deliveries()).findLast((d) => d.payload.event?.client_msg_id);
  const body = JSON.stringify({ ...payload, event_id: 'EvFORGED',
    event: { ...payload.event, ts: '1790000099.000100', client_msg_id: 'forged', text: 'add Forged every week' } });
  const command = 'token=x&team_id=T0ACME00001&user_id=U0ANN00001&command=%2Fnudge&text=add+Forged+every+week&' +
    'response_url=http%3A%2F%2Fx&trigger_id=1.2.forged12';
  const before = [await outbox(), (await nudged.json('journal')).length];
  const now = () => Math.floor(Date.now() / 1000);
  let count = 0;
  for (const [where, what, type] of [['events', body, 'application/json'], ['commands', command, form]]) {
    const late = forgeries(what, secret, now(), { type });
    const early = forgeries(what, secret, now() + 60, { type }); // what is too early is so for as long as this takes
    for (const forged of late.map((one, i) => (one.name.endsWith('early') ? early[i] : one))) {
      const { status, body: said } = await posted(`${url}/slack/${where}`, forged);
      if (forged.name.includes('smuggled')) assert.deepEqual([status, said], [200, ''], forged.name);
      else assert.equal(status, 401, `${where}: ${forged.name}`);
      ++count;
    }
  }
  assert.ok(count > 100, `${count}`);
  assert.deepEqual([await outbox(), (await nudged.json('journal')).length], before);
  assert.deepEqual(await nudged.json('contacts'), []);
  // The same, signed, is heard: what was refused was refused for its signature, and left nothing in the inbox.
  const good = await posted(`${url}/slack/events`, genuine(body, secret, now()));
  assert.equal(good.status, 200);
  await slack.until(async () => (await nudged.json('contacts')).length === 1, patience);
  assert.equal((await posted(`${url}/slack/events`, genuine('{"torn', secret, now()))).status, 400);
  const told = nudged.log.match(/Slack: .* refused/g).length;
  assert.ok(told > 0 && told < 5, `told of, and not each time: ${told}`);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  assert.ok(Number(metrics.match(/^nudged_slack_requests_refused_total (\d+)/m)[1]) > 100, metrics);
});

test('the same words are heard once, under whichever of their names they come again', async () => {
  const { delivery } = await slack.say('note forged plays chess');
  const { payload } = await slack.delivered(delivery, patience);
  const count = (await nudged.json('journal')).length;
  const { event } = payload;
  for (const again of [{ event_id: 'EvOTHER01', event: { ...event, ts: '1790000098.000100' } },
    { event: { ...event, ts: '1790000097.000100', client_msg_id: 'another' } },
    { event_id: 'EvOTHER02', event: { ...event, client_msg_id: 'a third' } }]) {
    const n = (await slack.post('outer', { payload: { ...payload, ...again } })).delivery;
    assert.equal((await slack.delivered(n, patience)).state, 'accepted');
  }
  assert.equal((await nudged.json('journal')).length, count);
});

test('half a letter in the words makes them no less heard', async () => {
  const { payload } = (await slack.deliveries()).findLast((d) => d.payload.event?.client_msg_id);
  const body = JSON.stringify({ ...payload, event_id: 'EvHALF', event: { ...payload.event, client_msg_id: 'half',
    ts: '1790000096.000100', text: 'note forged likes \ud83d' } });
  assert.match(body, /\\ud83d/);
  assert.equal((await posted(`${url}/slack/events`, genuine(body, secret, Math.floor(Date.now() / 1000)))).status, 200);
  await slack.until(async () => (await nudged.json('journal'))[0].note?.includes('likes'), patience);
});

// As a browser goes: the cookie of the first page goes along to the last.
async function begin() {
  const start = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  assert.equal(start.status, 302);
  const to = new URL(start.headers.get('location'));
  assert.equal(to.origin + to.pathname, 'https://slack.com/oauth/v2/authorize');
  const set = start.headers.get('set-cookie');
  assert.match(set, /HttpOnly; SameSite=Lax/);
  const consented = await fetch(`${fake.url}/oauth/v2/authorize${to.search}`, { redirect: 'manual' });
  return { back: consented.headers.get('location'), cookie: set.split(';')[0] };
}
async function finish({ back, cookie }) {
  const page = await fetch(back, { headers: cookie ? { cookie } : {} });
  return [page.status, (await page.text()).trim()];
}
const wanda = () => new FakeSlackClient(fake.url, { team: 'T0OTHER0001', user: 'U0WANDA0001' });

test('is installed in another workspace, whose token lies in a file of ours alone', async () => {
  await slack.post('workspace', { id: 'T0OTHER0001', name: 'Other <&> Co', domain: 'other' });
  await slack.post('consent', { approve: true, team: 'T0OTHER0001', user: 'U0WANDA0001' });
  assert.deepEqual(await finish(await begin()), [200, 'nudged is installed in Other <&> Co. Write to it in Slack.']);
  const folder = path.join(nudged.data, 'slack');
  await slack.until(async () => (await readdir(folder)).join() === 'T0OTHER0001.json', patience);
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal((await stat(path.join(folder, 'T0OTHER0001.json'))).mode & 0o777, 0o600);
});

test('installs only in the browser that began, once, and says what went wrong', async () => {
  const begun = await begin();
  const [refused, said] = await finish({ back: begun.back });
  assert.equal(refused, 400);
  assert.match(said, /belongs to another browser, or ten minutes are over\. Begin again at http/);
  assert.equal((await finish({ ...begun, cookie: `${begun.cookie}x` }))[0], 400);
  assert.equal((await finish(begun))[0], 200);
  assert.equal((await finish(begun))[0], 400);
  const bad = await begin();
  const [status, why] = await finish({ ...bad, back: bad.back.replace(/code=[^&]*/, 'code=wrong') });
  assert.deepEqual([status, why.includes('invalid_code')], [502, true]);
  await slack.post('consent', { approve: false });
  assert.deepEqual(await finish(await begin()), [200, 'Nothing was installed: Slack was told no.']);
  await slack.post('consent', { approve: true });
});

test('whoever writes there is welcomed, and is an owner by their own name and zone', async () => {
  const person = wanda();
  await person.user({ name: 'Wanda Fisch', tz: 'America/New_York' });
  await slack.faults({ method: 'users.info', status: 500, times: 1 });
  await person.say('hello');
  const messages = await person.until((all) => newest(all).startsWith('Hello Wanda.'), patience);
  assert.match(newest(messages), /in New York/);
  const made = (await owners()).find((owner) => owner.name === 'Wanda Fisch');
  assert.equal(made.zone, 'America/New_York');
  await person.say('add Dad every week');
  await person.until((all) => newest(all).startsWith('Dad is in'), patience);
  assert.equal((await nudged.json('contacts', '--owner', 'Wanda Fisch')).length, 1);
  assert.equal((await nudged.json('contacts', '--owner', 'me')).length, 1);
});

test('who writes from another workspace that shares the conversation becomes nobody', async () => {
  const count = (await owners()).length;
  const eve = new FakeSlackClient(fake.url, { team: 'T0OTHER0001', user: 'U0EVE000001' });
  const foreign = { team: 'T0ELSEWHERE', user_team: 'T0ELSEWHERE', source_team: 'T0ELSEWHERE' };
  const { delivery } = await eve.say('add Dad every week', { event: foreign });
  assert.equal((await eve.delivered(delivery, patience)).state, 'accepted');
  assert.equal((await owners()).length, count);
  assert.equal(ours(await eve.messages()).length, 0);
});

test('is not installed into a whole organisation, and says what to choose instead', async () => {
  await slack.post('consent', { organisation: { id: 'E0ACME00001', name: 'Acme everywhere' } });
  const [status, said] = await finish(await begin());
  assert.equal(status, 400);
  assert.match(said, /not into a whole organisation\. Choose a workspace at http/);
  await slack.post('consent', { organisation: null });
});

test('the workspaces it is installed in are known after a restart', async () => {
  await nudged.stop();
  await nudged.start({ config, listen: new URL(url).host });
  const person = wanda();
  await person.say('who dad');
  await person.until((all) => /Dad/.test(newest(all)) && ours(all).length >= 3, patience);
});

test('when it is taken out nothing is lost, and once it is back it goes on', async () => {
  const person = wanda();
  await slack.post('uninstall', { team: 'T0OTHER0001' });
  const files = () => readdir(path.join(nudged.data, 'slack'));
  await slack.until(async () => (await files()).length === 0, patience);
  await slack.until(() => /no longer installed in Other/.test(nudged.log), patience);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  await slack.post('consent', { approve: true, team: 'T0ACME00001' });
  assert.deepEqual(await finish(await begin()), [200, 'nudged is in Acme already, for whoever runs it. ' +
    'Ask them for a code, and write that to it in Slack.']);
  await slack.post('consent', { approve: true, team: 'T0OTHER0001', user: 'U0WANDA0001' });
  assert.equal((await finish(await begin()))[0], 200);
  const count = ours(await person.messages()).length;
  await person.say('who dad');
  await person.until((all) => ours(all).length > count, patience);
  assert.equal(nudged.log.match(/no longer installed/g).length, 1);
});

test('stops at once, also while Slack keeps an installation waiting; no secret is in its log or an export', async () => {
  const exported = await nudged.command('export');
  const kept = JSON.parse(await readFile(path.join(nudged.data, 'slack', 'T0OTHER0001.json'), 'utf8')).token;
  await slack.faults({ method: 'oauth.v2.access', hang: true });
  const hanging = finish(await begin()).catch(() => null);
  await slack.until(async () => (await slack.calls('oauth.v2.access')).some((call) => call.fault?.hang), patience);
  const { code, ms } = await nudged.stop();
  await hanging;
  assert.equal(code, 0);
  assert.ok(ms < 5_000, `${ms} ms`);
  for (const hidden of [fake.token, kept, secret, fake.clientSecret]) {
    assert.ok(!nudged.log.includes(hidden) && !exported.includes(hidden));
  }
});
