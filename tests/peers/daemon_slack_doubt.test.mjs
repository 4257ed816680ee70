// A nudge of which nobody knows whether it arrived: it is looked for in the history, and comes once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { Nudged } from '../support/nudged.mjs';

let fake, slack, nudged;

const patience = 20_000;
const lookedFor = 120_000; // nobody looks before the lease of the send has run out
const nudges = (messages) => messages.filter((m) => m.from === 'bot' && m.seen.includes('Mum'));

before(async () => {
  fake = await startFakeSlack();
  slack = new FakeSlackClient(fake.url);
  nudged = await Nudged.inNewFolder();
  const config = await nudged.file('nudged.toml', `[slack]
bot_token_file = "${await nudged.file('bot-token', fake.token)}"
app_token_file = "${await nudged.file('app-token', fake.appToken)}"
api_url = "${fake.api}"
`);
  await nudged.start({ config, clock: '2026-03-04T08:00:00+00:00' });
  await slack.heard(patience);
  await nudged.command('owner', 'set', 'me', '--zone', 'Europe/Lisbon');
  await nudged.command('import', await nudged.file('people.csv', 'Name,Every,Last touch\nMum,7d,2026-02-23\n'));
  await slack.say((await nudged.command('pair', 'slack')).match(/code ([0-9a-z]{16})/)[1]);
  await slack.until((all) => all.some((m) => m.seen.startsWith('Connected')), patience);
  await nudged.stop();
  await slack.faults({ method: 'chat.postMessage', accept: true, reset: true });
  await nudged.start({ config, clock: '2026-03-04T08:29:58+00:00' });
  await slack.heard(patience);
});
after(async () => {
  await nudged?.remove();
  await fake?.close();
});

test('what arrived although the connection broke is found, not sent again, and its buttons work', async () => {
  await slack.until((all) => nudges(all).length === 1, patience);
  const row = async () => (await nudged.json('outbox')).find((one) => one.kind === 'nudge');
  assert.deepEqual([(await row()).state, (await row()).doubtful], ['sending', true]);
  await slack.until(async () => (await row()).state === 'sent', lookedFor);
  assert.equal((await row()).attempts, 1);
  await slack.press('✓ Mum');
  const messages = await slack.until((all) => nudges(all).some((m) => /Next around/.test(m.seen)), patience);
  assert.equal(nudges(messages).length, 1);
  assert.equal((await slack.calls('chat.postMessage')).length, 2);
});
