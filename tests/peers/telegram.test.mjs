// A bot of grammY, as it runs against the real service, against the fake one.
import assert from 'node:assert/strict';
import http from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, webhookCallback } from 'grammy';
import { startFakeTelegram } from '../support/fake_telegram.mjs';
import { FakeTelegramClient } from '../support/fake_telegram_client.mjs';

const ann = 7_012_345_678;
let fake;
let person;
let bot;
let running;

beforeEach(async () => {
  fake = await startFakeTelegram({ webhookRetryMs: 5 });
  person = new FakeTelegramClient(fake.url, ann);
  bot = new Bot(fake.token, { client: { apiRoot: fake.url } });
  bot.catch(() => {});
  running = undefined;
});
afterEach(async () => {
  const stopped = bot.isRunning() ? bot.stop().catch(() => {}) : undefined; // it polls once more
  await fake.close();
  await stopped;
  await running;
});

function poll(options) {
  return new Promise((started) => {
    running = bot.start({ ...options, onStart: started }).catch((error) => error);
  });
}
// The GrammyError that a call ends with.
async function refusal(call) {
  const error = await call.then(() => assert.fail('it was accepted'), (e) => e);
  assert.ok(error instanceof GrammyError, String(error));
  return error;
}

test('a polling bot knows itself, hears a person and answers', async () => {
  bot.on('message:text', (ctx) => ctx.reply(`you said ${ctx.msg.text}`));
  await poll();
  assert.equal(bot.botInfo.username, 'NudgeBot');
  assert.equal(bot.botInfo.id, 6_000_000_001);
  await person.say('done 👍');
  const messages = await person.until((ms) => ms.length === 2);
  assert.equal(messages[1].text, 'you said done 👍');
  assert.equal(messages[1].from, 'bot');
});

test('commands are recognised, with the name of this bot and without', async () => {
  const heard = [];
  bot.command('done', (ctx) => heard.push(ctx.match));
  bot.on('message', (ctx) => heard.push(`not: ${ctx.msg.text}`));
  await poll();
  for (const text of ['/done 1', '/done@NudgeBot 2', '/done@OtherBot 3', 'note /done 4', '/start K7']) await person.say(text);
  await person.until(() => heard.length === 5);
  assert.deepEqual(heard, ['1', '2', 'not: /done@OtherBot 3', 'not: note /done 4', 'not: /start K7']);
});

test('HTML becomes text with entities, and buttons become a keyboard', async () => {
  await person.say('hi');
  const sent = await bot.api.sendMessage(ann, ' <b>Mum &amp; Dad</b>, 👍 <s>done</s>\n<code>a &lt; b</code>\n', {
    parse_mode: 'HTML', disable_notification: true, link_preview_options: { is_disabled: true },
    reply_markup: new InlineKeyboard().text('Done', 'done:1').row().url('Open', 'https://example.org/').copyText('Copy', 'words'),
  });
  assert.equal(sent.text, 'Mum & Dad, 👍 done\na < b');
  assert.deepEqual(sent.entities, [
    { type: 'bold', offset: 0, length: 9 }, { type: 'strikethrough', offset: 14, length: 4 }, { type: 'code', offset: 19, length: 5 },
  ]);
  const [, seen] = await person.messages();
  assert.deepEqual(seen.buttons.map((row) => row.map((button) => button.text)), [['Done'], ['Open', 'Copy']]);
  assert.equal(seen.silent, true);
  assert.deepEqual(await person.press('Open'), { url: 'https://example.org/' });
  assert.deepEqual(await person.press('Copy'), { copied: 'words' });
});

test('a photo is sent with a caption and buttons', async () => {
  await person.say('/start');
  const png = Buffer.alloc(64); // its head, which is all that is looked at
  png.write('\x89PNG\r\n\x1a\n', 'latin1');
  png.writeUInt32BE(1080, 16);
  png.writeUInt32BE(1350, 20);
  const sent = await bot.api.sendPhoto(ann, new InputFile(png, 'week.png'), { caption: '<b>A good week</b>',
    parse_mode: 'HTML', reply_markup: new InlineKeyboard().text('Put Ines on Monday', 'pick:review/c1') });
  assert.deepEqual([sent.caption, sent.photo.at(-1).width], ['A good week', 1080]);
  const [photo] = (await person.messages()).filter((m) => m.photo);
  assert.equal(photo.buttons[0][0].text, 'Put Ines on Monday');
  const refused = async (...args) => (await refusal(bot.api.sendPhoto(ann, ...args))).description;
  assert.match(await refused(new InputFile(png), { caption: 'x'.repeat(1025) }), /caption is too long/);
  assert.match(await refused(new InputFile(Buffer.from('no picture'))), /IMAGE_PROCESS_FAILED/);
  assert.match(await refused('no-such-id'), /wrong file identifier/);
  assert.match((await refusal(bot.api.editMessageText(ann, sent.message_id, 'text'))).description, /no text in the message/);
});

test('a tap is heard, answered, and changes the message in place', async () => {
  bot.callbackQuery(/^done:(\d+)$/, async (ctx) => {
    await ctx.answerCallbackQuery('Noted.');
    await ctx.editMessageText(`done ${ctx.match[1]}`, { reply_markup: new InlineKeyboard().text('Undo', 'undo:1') });
  });
  await poll();
  await person.say('hi');
  await bot.api.sendMessage(ann, 'Mum?', { reply_markup: new InlineKeyboard().text('✓ Mum', 'done:7') });
  await person.press('✓ Mum');
  const messages = await person.until((ms) => ms.at(-1).edited);
  assert.equal(messages.at(-1).text, 'done 7');
  assert.equal(messages.at(-1).buttons[0][0].text, 'Undo');
  const [callback] = await person.get('callbacks');
  assert.equal(callback.answered, true);
  assert.equal(callback.text, 'Noted.');
  await assert.rejects(person.press('✓ Mum'), /no button/);
});

test('an edit without a keyboard takes the buttons away', async () => {
  await person.say('hi');
  const sent = await bot.api.sendMessage(ann, 'Mum?', { reply_markup: new InlineKeyboard().text('Done', 'done:1') });
  const edited = await bot.api.editMessageText(ann, sent.message_id, 'Mum: done');
  assert.equal(edited.reply_markup, undefined);
  assert.ok(edited.edit_date > 0);
});

test('every refusal is the error that grammY expects', async () => {
  const say = (text, more) => bot.api.sendMessage(ann, text, more);
  const button = (fields) => ({ reply_markup: { inline_keyboard: [[{ text: 'x', ...fields }]] } });
  const refused = async (call, code, text) => {
    const error = await refusal(call);
    assert.equal(error.error_code, code, error.description);
    assert.match(error.description, text);
  };
  await refused(say('x'), 400, /^Bad Request: chat not found$/);
  await person.post('person', {});
  await refused(say('x'), 403, /^Forbidden: bot can't initiate conversation with a user$/);
  await person.say('/start');
  await refused(say(''), 400, /message text is empty/);
  await refused(say(' \n '), 400, /text must be non-empty/);
  await refused(say('é'.repeat(4_097)), 400, /message is too long/);
  await refused(say('x'.repeat(32_769)), 400, /text is too long/);
  await refused(say('x', { parse_mode: 'Wiki' }), 400, /unsupported parse_mode/);
  const html = (text) => say(text, { parse_mode: 'HTML' });
  await refused(html('é<p>x</p>'), 400, /can't parse entities: Unsupported start tag "p" at byte offset 2/);
  await refused(html('<b>x'), 400, /Can't find end tag corresponding to start tag "b"/);
  await refused(html('<b>x</i>'), 400, /Unmatched end tag at byte offset 4, expected "<\/b>", found "<\/i>"/);
  await refused(html('x</b>'), 400, /Unexpected end tag at byte offset 1/);
  await refused(html('1 < 2'), 400, /can't parse entities: Unclosed start tag at byte offset 2/);
  await refused(say('x', button({ callback_data: 'é'.repeat(33) })), 400, /BUTTON_DATA_INVALID/);
  await refused(say('x', button({ url: 'tel:+351123' })), 400, /is invalid: Unsupported URL protocol/);
  await refused(say('x', button({})), 400, /Text buttons are unallowed/);
  await refused(say('x', { reply_parameters: { message_id: 999 } }), 400, /message to be replied not found/);
  const { message_id } = await say('x', button({ callback_data: 'é'.repeat(32) }));
  await refused(bot.api.editMessageText(ann, message_id, 'x', button({ callback_data: 'é'.repeat(32) })), 400,
    /message is not modified/);
  await refused(bot.api.editMessageText(ann, 999, 'y'), 400, /message to edit not found/);
  await refused(bot.api.answerCallbackQuery('1'), 400, /query is too old/);
  await person.block();
  await refused(say('x'), 403, /bot was blocked by the user/);
  await person.unblock();
  await person.post('deactivate');
  await refused(say('x'), 403, /user is deactivated/);
  await person.post('revoke');
  await refused(bot.api.getMe(), 401, /^Unauthorized$/);
});

test('told to wait, grammY learns for how long', async () => {
  await person.say('hi');
  await person.faults({ method: 'sendMessage', error_code: 429, description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 } });
  const error = await refusal(bot.api.sendMessage(ann, 'x'));
  assert.equal(error.error_code, 429);
  assert.equal(error.parameters.retry_after, 7);
  assert.equal((await bot.api.sendMessage(ann, 'x')).text, 'x');
});

test('a fault before the message is taken loses it, one after does not', async () => {
  await person.say('hi');
  const say = (text) => bot.api.sendMessage(ann, text);
  await person.faults({ method: 'sendMessage', reset: true }, { method: 'sendMessage', reset: true, accept: true },
    { method: 'sendMessage', status: 502, body: '<html>Bad Gateway</html>' }, { method: 'sendMessage', cut: 20 });
  for (const text of ['lost', 'taken', 'page']) {
    await assert.rejects(say(text), (error) => error instanceof HttpError, text);
  }
  // Not with grammY: its HTTP client waits for the rest of half an answer until its own time-out.
  const half = fetch(`${fake.url}/bot${fake.token}/sendMessage?chat_id=${ann}&text=half`);
  await assert.rejects(half.then((response) => response.text()));
  assert.deepEqual((await person.messages()).map((m) => m.text), ['hi', 'taken', 'half']);
  assert.deepEqual((await person.calls('sendMessage')).map((call) => call.accepted), [false, true, false, true]);
});

test('updates stay until they are confirmed, taps for 150 seconds only', async () => {
  const poll0 = (offset) => bot.api.getUpdates({ offset, timeout: 0 });
  await person.say('one');
  await bot.api.sendMessage(ann, 'x', { reply_markup: new InlineKeyboard().text('Done', 'done:1') });
  await person.press('Done');
  const [first, tap] = await poll0(0);
  assert.equal(first.message.text, 'one');
  assert.equal(tap.callback_query.data, 'done:1');
  assert.equal((await poll0(first.update_id)).length, 2);
  assert.deepEqual((await poll0(first.update_id + 1)).map((u) => u.update_id), [tap.update_id]);
  await person.advance(151);
  await person.say('two');
  const left = await poll0(tap.update_id);
  assert.deepEqual(left.map((u) => u.message?.text), ['two']);
  await person.post('redeliver', { update_id: first.update_id });
  assert.deepEqual((await poll0(0)).map((u) => u.message.text), ['one', 'two']);
});

test('the kinds of updates that are wanted are remembered', async () => {
  await bot.api.getUpdates({ timeout: 0, allowed_updates: ['message'] });
  await person.block();
  await person.unblock();
  await person.say('hi');
  assert.deepEqual((await bot.api.getUpdates({ offset: 1, timeout: 0 })).map((u) => Object.keys(u)[1]), ['message']);
  assert.deepEqual((await bot.api.getWebhookInfo()).allowed_updates, ['message']);
});

test('a second poller ends the first, and a webhook all of them', async () => {
  const first = bot.api.getUpdates({ timeout: 30 });
  await person.until(async () => (await person.get('state')).polling);
  const second = bot.api.getUpdates({ timeout: 30 });
  assert.match((await refusal(first)).description, /^Conflict: terminated by other getUpdates request/);
  await person.until(async () => (await person.get('state')).polling);
  await bot.api.setWebhook('https://example.org/telegram');
  assert.match((await refusal(second)).description, /^Conflict: terminated by setWebhook request$/);
  const third = await refusal(bot.api.getUpdates());
  assert.equal(third.error_code, 409);
  assert.match(third.description, /can't use getUpdates method while webhook is active/);
  await bot.api.deleteWebhook();
  assert.equal((await bot.api.getWebhookInfo()).url, '');
});

test('a webhook gets each update with the secret, in order, again until it is accepted', async () => {
  const heard = [];
  let failures = 2;
  bot.on('message:text', (ctx) => heard.push(ctx.msg.text));
  const accept = webhookCallback(bot, 'http', { secretToken: 'abc_DEF-1' });
  const server = http.createServer((request, response) => {
    if (failures-- > 0) response.writeHead(503).end();
    else accept(request, response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  try {
    const url = `http://127.0.0.1:${server.address().port}/telegram/webhook`;
    await bot.api.setWebhook(url, { secret_token: 'abc_DEF-1' });
    for (const text of ['one', 'two', 'three']) await person.say(text);
    await person.until(() => heard.length === 3);
    assert.deepEqual(heard, ['one', 'two', 'three']);
    await person.until(async () => (await bot.api.getWebhookInfo()).pending_update_count === 0);
    assert.match((await bot.api.getWebhookInfo()).last_error_message, /503 Service Unavailable/);
    await bot.api.setWebhook(url, { secret_token: 'wrong' });
    await person.say('four');
    await person.until(async () => /401/.test((await bot.api.getWebhookInfo()).last_error_message ?? ''));
    assert.equal(heard.length, 3);
  } finally {
    await bot.api.deleteWebhook();
    server.closeAllConnections();
    server.close();
  }
});

test('a webhook has to be one', async () => {
  const refused = async (url, more, text) => assert.match((await refusal(bot.api.setWebhook(url, more))).description, text);
  await refused('nowhere', {}, /invalid webhook URL specified/);
  await refused('http://example.org/', {}, /An HTTPS URL must be provided for webhook/);
  await refused('https://example.org:444/', {}, /ports 80, 88, 443 or 8443/);
  await refused('https://example.org/', { secret_token: 'a b' }, /secret token contains unallowed characters/);
});

test('what else a person does arrives as the real service tells it', async () => {
  const heard = [];
  bot.on('message:contact', (ctx) => heard.push(`card ${ctx.msg.contact.phone_number}`));
  bot.on('message:voice', () => heard.push('voice'));
  bot.on('message:photo', (ctx) => heard.push(`photo ${ctx.msg.caption}`));
  bot.on('message:forward_origin:hidden_user', (ctx) => heard.push(`from ${ctx.msg.forward_origin.sender_user_name}`));
  bot.on('my_chat_member', (ctx) => heard.push(ctx.myChatMember.new_chat_member.status));
  bot.on('edited_message', (ctx) => heard.push(`edited ${ctx.msg.text}`));
  bot.on('message:text', (ctx) => heard.push(`to ${ctx.msg.reply_to_message?.message_id}`));
  await poll();
  await person.contact({ phone_number: '+351123', first_name: 'Sam' });
  await person.send({ voice: { file_id: 'a', file_unique_id: 'a', duration: 1 } });
  await person.send({ photo: [{ file_id: 'a', file_unique_id: 'a', width: 1, height: 1 }], caption: 'done' });
  await person.forward('ask me in June', 'Sam');
  const { message_id } = await person.say('done');
  await person.say('yes', { reply_to: message_id });
  await person.post('edit', { message_id, text: 'done 2' });
  await person.block();
  await person.until(() => heard.length === 8);
  assert.deepEqual(heard, ['card +351123', 'voice', 'photo done', 'from Sam', 'to undefined', `to ${message_id}`,
    'edited done 2', 'kicked']);
});

test('commands for the menu are kept to their rules', async () => {
  await bot.api.setMyCommands([{ command: 'done', description: 'you were in touch' }]);
  assert.deepEqual(await bot.api.getMyCommands(), [{ command: 'done', description: 'you were in touch' }]);
  assert.equal((await refusal(bot.api.setMyCommands([{ command: 'Done', description: 'x' }]))).error_code, 400);
});

test('parameters are texts to the service, whatever they were', async () => {
  await person.say('hi');
  const call = async (type, body) => (await fetch(`${fake.url}/bot${fake.token}/SENDMESSAGE`, {
    method: 'POST', headers: { 'Content-Type': type }, body,
  })).json();
  const form = new URLSearchParams({ chat_id: ann, text: 'x', disable_notification: ' Yes ' });
  assert.equal((await call('application/x-www-form-urlencoded', form.toString())).ok, true);
  assert.equal((await person.messages()).at(-1).silent, true);
  const torn = await call('application/json', '{"chat_id":');
  assert.equal(torn.description, 'Bad Request: message text is empty');
  const nothing = await call('application/json', JSON.stringify({ chat_id: ann, text: 'x', reply_markup: null }));
  assert.equal(nothing.description, 'Bad Request: object expected as reply markup');
});
