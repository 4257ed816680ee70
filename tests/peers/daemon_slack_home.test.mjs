// The Home tab of the real daemon in the fake Slack, which takes no view that Slack would refuse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { Nudged } from '../support/nudged.mjs';

const csv = `Name,Every,Last touch
Mum,7d,2026-02-23
Nicole Ortiz,30d,2026-01-10
Sam Lee,30d,2026-01-20
Karl Weiss,30d,2026-01-28
`;

let fake, slack, nudged, config;

const patience = 20_000; // generous: other tests run beside this one
const shown = async () => JSON.stringify((await slack.home())?.view ?? '');
// The tab, as soon as it is so; and all that was said to Slack about it was taken.
async function home(wanted) {
  await slack.until(async () => wanted(await shown()), patience);
  assert.deepEqual((await slack.calls('views.publish')).filter((call) => call.answer && call.answer.ok === false), []);
  return shown();
}
const chosen = async (key) => {
  const element = (await slack.home()).view.blocks.map((block) => block.accessory).find((e) => e?.action_id === `set:${key}`);
  return element.initial_time ?? element.initial_option?.value ?? element.initial_options?.map((o) => o.value);
};
const owner = async () => JSON.parse(await nudged.command('owner', 'list', '--json'))[0];

before(async () => {
  fake = await startFakeSlack();
  slack = new FakeSlackClient(fake.url);
  nudged = await Nudged.inNewFolder();
  config = await nudged.file('nudged.toml', `[slack]
bot_token_file = "${await nudged.file('bot-token', fake.token)}"
app_token_file = "${await nudged.file('app-token', fake.appToken)}"
api_url = "${fake.api}"
`);
  await nudged.start({ config, clock: '2026-03-04T10:00:00+00:00' });
  await slack.heard(patience);
  await nudged.command('owner', 'set', 'me', '--zone', 'Europe/Lisbon');
  await nudged.command('import', await nudged.file('people.csv', csv));
});
after(async () => {
  await nudged?.remove();
  await fake?.close();
});

test('a stranger is told how to pair, and sees their own page as soon as they have', async () => {
  await slack.openHome();
  await home((view) => view.includes('nudged pair'));
  const code = (await nudged.command('pair', 'slack')).match(/code ([0-9a-z]{16})/)[1];
  await slack.slash(`pair ${code}`);
  const view = await home((all) => all.includes('Wednesday 4 March'));
  for (const words of ['Mum', 'Nicole Ortiz', 'Sam Lee', 'Who might like a word', 'Karl Weiss', 'Settings'])
    assert.ok(view.includes(words), words);
});

test('a setting changed there is changed everywhere, and one changed elsewhere is shown there', async () => {
  await slack.post('press', { home: true, action_id: 'set:cap', value: '2' });
  await slack.until(async () => (await owner()).daily_cap === 2, patience);
  await slack.until(async () => (await chosen('cap')) === '2', patience);
  await nudged.command('owner', 'set', 'me', '--nudge-at', '09:15');
  await slack.until(async () => (await chosen('nudge_at')) === '09:15', patience);
  await slack.say('undo');
  await slack.until(async () => (await chosen('nudge_at')) === '08:30', patience);
  await slack.say('pause until 15 apr');
  await home((view) => view.includes('Quiet until Wed 15 Apr'));
  const resume = () => slack.post('press', { home: true, action_id: 'set:pause', value: 'none' });
  const { delivery } = await resume();
  await slack.until(async () => (await owner()).pause === null, patience);
  await slack.say('pause until 15 apr');
  await slack.until(async () => (await owner()).pause !== null, patience);
  await slack.redeliver(delivery);
  const taken = async () => (await slack.deliveries())[delivery - 1].attempts.filter((a) => a.accepted).length;
  await slack.until(async () => (await taken()) === 2, patience);
  assert.notEqual((await owner()).pause, null, 'what comes again is not chosen again');
  await resume();
  await slack.until(async () => (await owner()).pause === null, patience);
});

test('what is done in the chat is done there', async () => {
  await slack.say('done mum called');
  await home((view) => /Mum.{0,80}Next around Wed 11 Mar/.test(view));
});

test('what is pressed there is written down, also after a restart, and the menu needs no press of its own', async () => {
  await nudged.stop();
  await nudged.start({ config, clock: '2026-03-04T10:10:00+00:00' });
  await slack.heard(patience);
  const skip = (await slack.home()).buttons.find((button) => button.value?.startsWith('skip:'));
  assert.equal(skip.label, 'Skip this time');
  await slack.post('press', { home: true, value: skip.value });
  await slack.until(async () => (await nudged.json('journal'))[0].what === 'skipped', patience);
  await home((view) => view.includes('left out this time'));
  await slack.press('✓ Karl', { home: true });
  const messages = await slack.until((all) => all.at(-1).seen.startsWith('Karl: '), patience);
  assert.ok(messages.at(-1).buttons.some((button) => button.label === 'Undo'));
});

test('the same page is not published again', async () => {
  const count = (await slack.calls('views.publish')).length;
  await slack.say('who mum');
  await slack.until((all) => all.at(-1).from === 'bot' && all.at(-1).seen.includes('Mum'), patience);
  await slack.say('cap?');
  await slack.until((all) => all.at(-1).from === 'bot' && !all.at(-1).seen.includes('Mum'), patience);
  assert.equal((await slack.calls('views.publish')).length, count);
});

test('stops at once, with no secret in its log', async () => {
  const { code, ms } = await nudged.stop();
  assert.equal(code, 0);
  assert.ok(ms < 5_000, `${ms} ms`);
  for (const secret of [fake.token, fake.appToken]) assert.ok(!nudged.log.includes(secret), secret);
});
