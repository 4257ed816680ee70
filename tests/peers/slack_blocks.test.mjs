// Every limit of Block Kit, just kept and just passed, through the official client.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { logger } from './quiet_logger.mjs';

let fake;
let web;
let channel;

before(async () => {
  fake = await startFakeSlack();
  ({ channel } = await new FakeSlackClient(fake.url).say('hello'));
    web = new WebClient(fake.token, { slackApiUrl: fake.api, logger });
});
after(() => fake.close());

const plain = (text) => ({ type: 'plain_text', text });
const mrkdwn = (text) => ({ type: 'mrkdwn', text });
const x = (n) => 'x'.repeat(n);
const many = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const actions = (...elements) => ({ type: 'actions', elements });
const button = (more) => actions({ type: 'button', text: plain('Done'), action_id: 'done:1', ...more });
const overflow = (options) => actions({ type: 'overflow', action_id: 'more:1', options });
const option = (i) => ({ text: plain(`o${i}`), value: `v${i}` });
const select = (more) => actions({ type: 'static_select', action_id: 's', options: [option(0)], ...more });
const confirm = { title: plain('Sure?'), text: plain('Really?'), confirm: plain('Yes'), deny: plain('No') };

// `make(n)` gives blocks that are taken for the largest n that is allowed, and refused for one more.
const limits = [
  ['blocks of a message', 50, (n) => many(n, () => ({ type: 'divider' })), '/blocks'],
  ['the text of a section', 3_000, (n) => [{ type: 'section', text: mrkdwn(x(n)) }], '/blocks/0/text/text'],
  ['fields of a section', 10, (n) => [{ type: 'section', fields: many(n, () => plain('x')) }], '/blocks/0/fields'],
  ['a field', 2_000, (n) => [{ type: 'section', fields: [mrkdwn(x(n))] }], '/blocks/0/fields/0/text'],
  ['a header', 150, (n) => [{ type: 'header', text: plain(x(n)) }], '/blocks/0/text/text'],
  ['an id of a block', 255, (n) => [{ type: 'divider', block_id: x(n) }], '/blocks/0/block_id'],
  ['elements of actions', 25, (n) => [actions(...many(n, (i) => button({ action_id: `${i}` }).elements[0]))],
  '/blocks/0/elements'],
  ['elements of a context', 10, (n) => [{ type: 'context', elements: many(n, () => mrkdwn('x')) }],
  '/blocks/0/elements'],
  ['the label of a button', 75, (n) => [button({ text: plain(x(n)) })], '/blocks/0/elements/0/text/text'],
  ['the value of a button', 2_000, (n) => [button({ value: x(n) })], '/blocks/0/elements/0/value'],
  ['an action_id', 255, (n) => [button({ action_id: x(n) })], '/blocks/0/elements/0/action_id'],
  ['the url of a button', 3_000, (n) => [button({ url: `https://e.org/${x(n - 14)}` })], '/blocks/0/elements/0/url'],
  ['a label for the blind', 75, (n) => [button({ accessibility_label: x(n) })],
  '/blocks/0/elements/0/accessibility_label'],
  ['options of an overflow menu', 5, (n) => [overflow(many(n, option))], '/blocks/0/elements/0/options'],
  ['the text of an option', 75, (n) => [overflow([{ ...option(0), text: plain(x(n)) }])],
  '/blocks/0/elements/0/options/0/text/text'],
  ['the value of an option', 150, (n) => [overflow([{ ...option(0), value: x(n) }])],
  '/blocks/0/elements/0/options/0/value'],
  ['options of a select menu', 100, (n) => [select({ options: many(n, option) })], '/blocks/0/elements/0/options'],
  ['the title of a confirmation', 100, (n) => [button({ confirm: { ...confirm, title: plain(x(n)) } })],
    '/blocks/0/elements/0/confirm/title/text'],
  ['the text of a confirmation', 300, (n) => [button({ confirm: { ...confirm, text: mrkdwn(x(n)) } })],
    '/blocks/0/elements/0/confirm/text/text'],
  ['a button of a confirmation', 30, (n) => [button({ confirm: { ...confirm, deny: plain(x(n)) } })],
    '/blocks/0/elements/0/confirm/deny/text'],
  ['the alternative text of an image', 2_000, (n) =>
  [{ type: 'image', image_url: 'https://e.org/a.png', alt_text: x(n) }],
    '/blocks/0/alt_text'],
  ['a markdown block', 12_000, (n) => [{ type: 'markdown', text: x(n) }], '/blocks/0/text'],
];

const post = (blocks) => web.chat.postMessage({ channel, text: 'x', blocks }).then(() => [], (error) => {
  assert.equal(error.data?.error, 'invalid_blocks', String(error));
  return error.data.response_metadata.messages;
});

for (const [what, most, make, pointer] of limits) {
  test(`${what}: ${most} and no more`, async () => {
    assert.deepEqual(await post(make(most)), []);
    const [message] = await post(make(most + 1));
    assert.match(message, /^\[ERROR\] (must be less than \d+ characters|no more than \d+ items allowed) \[json-pointer:/);
    assert.ok(message.endsWith(`[json-pointer:${pointer}]`), message);
  });
}

const wrong = {
  'an empty text': [[{ type: 'section', text: mrkdwn('') }], /must be more than 0 characters/],
  'a section of nothing': [[{ type: 'section' }], /must have text or fields/],
  'a header in mrkdwn': [[{ type: 'header', text: mrkdwn('x') }], /unsupported type: mrkdwn/],
  'a button in mrkdwn': [[button({ text: mrkdwn('x') })], /unsupported type: mrkdwn/],
  'emoji in mrkdwn': [[{ type: 'section', text: { ...mrkdwn('x'), emoji: true } }],
  /invalid additional property: emoji/],
  'verbatim in plain text': [[{ type: 'section', text: { ...plain('x'), verbatim: true } }],
  /invalid additional property: verbatim/],
  'an empty label': [[button({ text: plain('') })], /must be more than 0 characters/],
  'an empty value': [[button({ value: '' })], /must be more than 0 characters/],
  'a style that there is not': [[button({ style: 'default' })], /value must be one of: primary, danger/],
  'a url that is none': [[button({ url: 'nowhere' })], /must be a valid URL/],
  'a property that there is not': [[button({ colour: 'red' })], /invalid additional property: colour/],
  'a block that there is not': [[{ type: 'carousel' }], /unsupported type: carousel/],
  'a bare text': [['x'], /unsupported type: undefined/],
  'no elements': [[actions()], /no fewer than 1 items required/],
  'no options': [[overflow([])], /no fewer than 1 items required/],
  'an option without a value': [[overflow([{ text: plain('x') }])], /missing required field: value/],
  'options twice': [[select({ option_groups: [{ label: plain('x'), options: [option(0)] }] })],
  /must have exactly one of/],
  'the same block_id twice': [[{ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }],
  /`block_id` already exists/],
  'the same action_id twice in a block': [[actions(button().elements[0], button().elements[0])],
  /`action_id` already exists/],
  'an image without words': [[{ type: 'image', image_url: 'https://e.org/a.png' }], /missing required field: alt_text/],
  'a date that is none': [[actions({ type: 'datepicker', action_id: 'd', initial_date: '2027-13-01' })],
  /a date in the format/],
  'a time that is none': [[actions({ type: 'timepicker', action_id: 't', initial_time: '24:00' })],
  /a time in the format/],
};
for (const [what, [blocks, complaint]] of Object.entries(wrong)) {
  test(`${what} is refused`, async () => assert.match((await post(blocks)).join('\n'), complaint));
}

test('the same action_id is good in two blocks, and an id that is missing is given', async () => {
  const { message } = await web.chat.postMessage({ channel, text: 'x',
    blocks: [button(), button(), actions({ type: 'button', text: plain('x') })] });
  assert.ok(message.blocks.every((block) => block.block_id && block.elements[0].action_id));
});

test('blocks that are good in a message stand in a Home tab, a hundred of them', async () => {
  const view = (n) => ({ type: 'home', blocks: many(n, () => button({ action_id: 'a' })) });
  await web.views.publish({ user_id: 'U0ANNE00001', view: view(100) });
  const error = await web.views.publish({ user_id: 'U0ANNE00001', view: view(101) }).catch((e) => e);
  assert.match(error.data.response_metadata.messages[0],
    /no more than 100 items allowed \[json-pointer:\/view\/blocks\]/);
});
