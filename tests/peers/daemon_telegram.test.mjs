// The whole way, as a person goes it: the real daemon against the fake Telegram that grammY takes for the real one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startFakeTelegram } from '../support/fake_telegram.mjs';
import { FakeTelegramClient } from '../support/fake_telegram_client.mjs';
import { Nudged } from '../support/nudged.mjs';

const csv = `Name,Every,Last touch,Phone
Mum,7d,2026-02-23,+351 912 000 001
Nicole Ortiz,30d,2026-01-10,
Sam Lee,30d,2026-01-20,
`;

let fake, telegram, nudged, config;

const patience = 20_000; // generous: other tests run beside this one
const texts = (messages) => messages.map((message) => message.text);
const newest = (messages) => messages.at(-1)?.text ?? '';
const labels = (message) => message.buttons.flat().map((button) => button.text ?? button.label);

before(async () => {
  fake = await startFakeTelegram();
  telegram = new FakeTelegramClient(fake.url);
  nudged = await Nudged.inNewFolder();
  const token = await nudged.file('token', fake.token);
  config = await nudged.file('nudged.toml', `[telegram]\ntoken_file = "${token}"\napi_url = "${fake.url}"\n`);
  await nudged.start({ config, clock: '2026-03-04T08:00:00+00:00' });
  await nudged.command('owner', 'set', 'me', '--zone', 'Europe/Lisbon');
  await nudged.command('import', await nudged.file('people.csv', csv));
});
after(async () => {
  await nudged?.remove();
  await fake?.close();
});

test('pairs by the code that the command line prints', async () => {
  const code = (await nudged.command('pair', 'telegram')).match(/start[= ]([0-9a-z]{16})/)[1];
  await telegram.say(`/start ${code}`);
  await telegram.until((messages) => texts(messages).some((text) => text.includes('Connected')), patience);
});

test('nudges at the local minute, one message with a row of buttons for each person', async () => {
  await nudged.stop();
  await nudged.start({ config, clock: '2026-03-04T08:29:57+00:00' });
  const messages = await telegram.until((all) => newest(all).includes('Mum'), patience);
  const nudge = messages.at(-1);
  for (const name of ['Mum', 'Nicole Ortiz', 'Sam Lee']) assert.ok(nudge.text.includes(name), nudge.text);
  assert.ok(labels(nudge).includes('✓ Mum'), labels(nudge).join());
  const today = await nudged.json('today');
  assert.equal(today.items.length, 3);
});

test('a tap on done edits the nudge in place and sends no further message', async () => {
  const count = (await telegram.messages()).length;
  await telegram.press('✓ Mum');
  const messages = await telegram.until((all) => all.some((m) => /Mum.*Next around Wed 11 Mar/.test(m.text)), patience);
  assert.equal(messages.length, count);
  assert.equal((await nudged.json('contacts')).find((c) => c.name === 'Mum').last_touch, '2026-03-04');
});

test('a typed reply with a note gets one answer with Undo', async () => {
  await telegram.say('done nicole sent her two dates, meeting in june');
  const messages = await telegram.until((all) => newest(all).startsWith('Nicole: '), patience);
  assert.match(newest(messages), /"sent her two dates, meeting in june"/);
  assert.ok(labels(messages.at(-1)).includes('Undo'));
});

test('buttons are alive after a restart, and what was written down is still there', async () => {
  const { code } = await nudged.stop();
  assert.equal(code, 0);
  await nudged.start({ config, clock: '2026-03-04T08:40:00+00:00' });
  // The nudge follows what was typed a moment after the answer, be it before the stop or after the start.
  const onlySamIsLeft = (m) => labels(m).includes('✓ Sam') && !labels(m).includes('✓ Nicole');
  const messages = await telegram.until((all) => all.some(onlySamIsLeft), patience);
  const count = messages.length;
  await telegram.press('Snooze', { message_id: messages.find(onlySamIsLeft).message_id });
  await telegram.until((all) => all.some((m) => /Sam Lee.*snoozed to Mon 9 Mar/.test(m.text)), patience);
  assert.equal((await telegram.messages()).length, count);
});

test('undo takes the last one back and says what it took back', async () => {
  await telegram.say('undo');
  const messages = await telegram.until((all) => newest(all).startsWith('Taken back'), patience);
  assert.match(newest(messages), /Sam's snooze/);
});

test('a forwarded message is asked about, a voice message gets an honest answer, a card adds a person', async () => {
  await telegram.send({ voice: { file_id: 'v', duration: 3 } });
  await telegram.until((all) => /words/i.test(newest(all)), patience);
  await telegram.contact({ phone_number: '+351912345678', first_name: 'Bo', last_name: 'Li' });
  await telegram.until((all) => newest(all).startsWith('Bo Li is in'), patience);
  await telegram.forward('send me two dates', 'Sam Lee');
  await telegram.until((all) => newest(all).startsWith('Sam: '), patience);
  assert.equal((await nudged.json('contacts')).find((c) => c.name === 'Sam Lee').your_turn, true);
});

test('the weekly review is a photo with its words and buttons, at any time', async () => {
  await telegram.say('review');
  const messages = await telegram.until((all) => all.at(-1).photo, patience);
  const review = messages.at(-1);
  assert.equal(review.photo.width, 1080);
  assert.match(review.text, /^A (good|quiet) week: .*Did you miss anyone this week\? .*People by day: Wed 3\./s);
  assert.ok(labels(review).includes('No review on Fridays'), labels(review).join());
});

test('a photo that is refused costs nothing but itself', async () => {
  await telegram.faults({ method: 'sendPhoto', error_code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' });
  const count = (await telegram.messages()).length;
  await telegram.say('review');
  const messages = await telegram.until((all) => all.length === count + 2 && all.at(-1).from === 'bot', patience);
  assert.ok(!messages.at(-1).photo);
  assert.match(newest(messages), /People by day: Wed 3\./);
});

test('journal and contacts agree, and nothing waits in the outbox', async () => {
  const checks = await nudged.json('doctor');
  assert.ok(!JSON.stringify(checks).includes('"error"'), JSON.stringify(checks, null, 1));
  const waits = async () => (await nudged.json('outbox')).some((row) => row.state === 'ready' || row.state === 'sending');
  for (const until = Date.now() + 10_000; await waits();) assert.ok(Date.now() < until, 'something stays in the outbox');
  const touched = (await nudged.json('journal')).filter((entry) => entry.what === 'touched' && !entry.undone);
  assert.deepEqual(touched.map((entry) => entry.contact ? entry.name : '').sort(), ['Mum', 'Nicole Ortiz']);
});

test('stops cleanly within ten seconds, with no token in its log', async () => {
  const { code, ms } = await nudged.stop();
  assert.equal(code, 0);
  assert.ok(ms < 10_000, `${ms} ms`);
  assert.ok(!nudged.log.includes(fake.token.split(':')[1]), 'the token is in the log');
});
