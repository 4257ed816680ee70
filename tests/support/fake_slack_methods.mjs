// The methods of the Web API that an app of ours calls. Each takes the world, the caller's workspace and the arguments,
// and returns what stands beside `"ok": true`, or throws an ApiError.
import { createHash } from 'node:crypto';
import { ApiError, compareTs, flag, invalid, isTs, needed, structure, text, whole } from './fake_slack_arguments.mjs';
import { checkedBlocks, checkedHome } from './fake_slack_blocks.mjs';
import { kept } from './fake_slack_mrkdwn.mjs';

const longestPost = 40_000; // longer ones are cut off, without a word
const longestUpdate = 4_000;
const longestMarkdown = 12_000;
const mostMetadata = 8_192;
const goneWithoutATrace = ['USLACKBOT'];

// ---- messages -------------------------------------------------------------------------------------------------------

function destination(world, team, id) {
  if (!id) throw new ApiError('channel_not_found');
  const user = team.users.get(id);
  if (user?.bot || goneWithoutATrace.includes(id)) throw new ApiError('channel_not_found');
  const channel = user ? world.dm(team, user) : team.channels.get(id);
  if (!channel || team.users.get(channel.user).deleted) throw new ApiError('channel_not_found');
  return channel;
}

function blocksOf(world, p) {
  const given = structure(p, 'blocks', new ApiError('invalid_blocks_format'));
  return given === undefined ? undefined : checkedBlocks(given, () => world.shortId());
}

function metadataOf(p) {
  const given = structure(p, 'metadata', new ApiError('invalid_metadata_format'));
  if (given === undefined) return undefined;
  if (given === null || typeof given !== 'object' || Array.isArray(given)) {
    throw new ApiError('invalid_metadata_format');
  }
  if (Object.keys(given).length === 0) return null;
  const { event_type: type, event_payload: payload } = given;
  if (typeof type !== 'string' || type === '' || payload === null || typeof payload !== 'object' ||
    Array.isArray(payload)) {
    throw new ApiError('invalid_metadata_schema');
  }
  if (Buffer.byteLength(JSON.stringify(given)) > mostMetadata) throw new ApiError('metadata_too_large');
  return given;
}

function wordsOf(p) {
  const markdown = text(p, 'markdown_text');
  if (markdown === undefined) return text(p, 'text');
  if (p.text !== undefined || p.blocks !== undefined) throw new ApiError('markdown_text_conflict');
  if (markdown.length > longestMarkdown) throw new ApiError('msg_too_long');
  return markdown;
}

function postMessage(world, team, p) {
  const channel = destination(world, team, text(p, 'channel'));
  if (!team.messagesTab) throw new ApiError('messages_tab_disabled');
  const blocks = blocksOf(world, p);
  const words = wordsOf(p);
  if (words === undefined && !blocks?.length) throw new ApiError('no_text');
  const metadata = metadataOf(p) ?? undefined;
  const thread = text(p, 'thread_ts');
  if (thread !== undefined && !isTs(thread)) throw invalid('must be a timestamp [json-pointer:/thread_ts]');
  const content = { text: kept((words ?? '').slice(0, longestPost)), ...(blocks?.length && { blocks }),
    ...(thread && { thread_ts: thread }) };
  const { message } = world.add(team, channel, 'bot', content, { metadata });
  world.emitMessage(team, channel, message);
  return { channel: channel.id, ts: message.ts, message: { ...message, ...(metadata && { metadata }) } };
}

// Shown to one person of the conversation, until they look again; nobody can change it, and it is in no history.
function postEphemeral(world, team, p) {
  const channel = team.channels.get(needed(p, 'channel'));
  const user = needed(p, 'user');
  if (!channel) throw new ApiError('channel_not_found');
  if (!team.messagesTab) throw new ApiError('messages_tab_disabled');
  if (channel.user !== user) throw new ApiError('user_not_in_channel');
  const blocks = blocksOf(world, p);
  const words = wordsOf(p);
  if (words === undefined && !blocks?.length) throw new ApiError('no_text');
  const content = { text: kept((words ?? '').slice(0, longestPost)), ...(blocks?.length && { blocks }) };
  const { message } = world.add(team, channel, 'bot', content, { ephemeral: true });
  return { message_ts: message.ts };
}

// The message of the bot that is meant; a channel is a D id here, never a user's.
function own(team, p, refusal, ts = text(p, 'ts')) {
  const channel = team.channels.get(text(p, 'channel'));
  if (!channel) throw new ApiError('channel_not_found');
  const entry = ts && channel.messages.find((e) => e.message.ts === ts && !e.ephemeral);
  if (!entry) throw new ApiError('message_not_found');
  if (refusal && entry.by !== 'bot') throw new ApiError(refusal);
  return { channel, entry };
}

function update(world, team, p) {
  const { channel, entry } = own(team, p, 'cant_update_message');
  const words = wordsOf(p);
  if (words !== undefined && words.length > longestUpdate) throw new ApiError('msg_too_long');
  const blocks = blocksOf(world, p);
  const metadata = metadataOf(p);
  if (words === undefined && blocks?.length === 0) throw new ApiError('no_text');
  const previous = structuredClone(entry.message);
  const { blocks: old, ...rest } = entry.message;
  const stay = words === undefined && blocks === undefined ? old : blocks;
  entry.message = { ...rest, ...(words !== undefined && { text: kept(words) }), ...(stay?.length && { blocks: stay }),
    edited: { user: team.bot.user, ts: `${world.seconds()}.000000` } };
  if (metadata !== undefined) entry.metadata = metadata ?? undefined;
  ++entry.versions;
  world.emitMessage(team, channel, { subtype: 'message_changed', hidden: true, message: entry.message,
    previous_message: previous, ts: world.ts(channel) });
  return { channel: channel.id, ts: entry.message.ts, text: entry.message.text, message: entry.message };
}

function remove(world, team, p) {
  const { channel, entry } = own(team, p, 'cant_delete_message');
  channel.messages = channel.messages.filter((e) => e !== entry);
  const ts = world.ts(channel);
  world.emitMessage(team, channel, { subtype: 'message_deleted', hidden: true, deleted_ts: entry.message.ts,
    previous_message: entry.message, ts });
  return { channel: channel.id, ts: entry.message.ts };
}

function history(world, team, p) {
  const channel = team.channels.get(text(p, 'channel'));
  if (!channel) {
    throw p.channel === undefined ? invalid('missing required field: channel') : new ApiError('channel_not_found');
  }
  const bound = (name) => {
    const value = text(p, name);
    if (value === undefined || value === '0') return undefined;
    const ts = /^\d+$/.test(value) ? `${value}.000000` : value;
    if (!isTs(ts)) throw new ApiError(`invalid_ts_${name}`);
    return ts;
  };
  const [oldest, latest] = [bound('oldest'), bound('latest')];
  const cursor = text(p, 'cursor');
  const before = cursor === undefined ? undefined : Buffer.from(cursor, 'base64').toString().replace(/^next_ts:/, '');
  if (before !== undefined && !isTs(before)) throw new ApiError('invalid_cursor');
  const most = world.distributed ? 15 : 999;
  const limit = whole(p, 'limit', Math.min(100, most), 1, most);
  const edge = flag(p, 'inclusive') ? 0 : 1;
  const found = channel.messages.filter(({ message: { ts, thread_ts: thread }, ephemeral, at }) =>
    !ephemeral && (thread === undefined || thread === ts) && world.now() - at >= world.historyLagMs &&
    (!oldest || compareTs(ts, oldest) >= edge) && (!latest || compareTs(latest, ts) >= edge) &&
    (!before || compareTs(before, ts) >= 0)).reverse();
  const page = found.slice(0, limit).map(({ message, metadata }) =>
    ({ ...message, ...(metadata && flag(p, 'include_all_metadata') && { metadata }) }));
  const next = found[limit] ? Buffer.from(`next_ts:${found[limit].message.ts}`).toString('base64') : '';
  return { messages: page, has_more: next !== '', pin_count: 0, response_metadata: { next_cursor: next } };
}

function open(world, team, p) {
  const named = text(p, 'channel');
  if (named !== undefined) {
    if (!team.channels.has(named)) throw new ApiError('channel_not_found');
    return { no_op: true, already_open: true, channel: { id: named } };
  }
  const users = text(p, 'users')?.split(',').map((u) => u.trim()).filter((u) => u !== '') ?? [];
  if (users.length === 0) throw new ApiError('users_list_not_supplied');
  if (users.length > 8) throw new ApiError('too_many_users');
  if (users.length > 1) {
    throw new ApiError('missing_scope', { needed: 'mpim:write', provided: [...team.scopes].join(',') });
  }
  const user = team.users.get(users[0]);
  if (!user) throw new ApiError('user_not_found');
  if (user.bot) throw new ApiError('cannot_dm_bot');
  if (user.deleted) throw new ApiError('user_disabled');
  const before = world.dm(team, user, false);
  if (!before && flag(p, 'prevent_creation')) throw new ApiError('channel_not_found');
  const channel = world.dm(team, user);
  const whole = { created: channel.created, is_im: true, is_org_shared: false, user: user.id, is_open: true };
  return { ...(before && { no_op: true, already_open: true }),
    channel: { id: channel.id, ...(flag(p, 'return_im') && whole) } };
}

// ---- people ---------------------------------------------------------------------------------------------------------

// Seconds east of UTC at that instant.
function offset(zone, at) {
  const shown = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
    .find((part) => part.type === 'timeZoneName').value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(shown);
  return sign ? Number(`${sign}1`) * (Number(hours) * 3_600 + Number(minutes) * 60) : 0;
}

function info(world, team, p) {
  const user = team.users.get(text(p, 'user'));
  if (!user) throw new ApiError('user_not_found');
  const at = new Date(world.now());
  const name = (style) => new Intl.DateTimeFormat('en-US', { timeZone: user.tz, timeZoneName: style }).formatToParts(at)
    .find((part) => part.type === 'timeZoneName').value;
  return { user: { id: user.id, team_id: team.id, name: user.name, deleted: user.deleted, real_name: user.real_name,
    ...(user.tz && { tz: user.tz, tz_label: name('long'), tz_offset: offset(user.tz, at) }),
    profile: { real_name: user.real_name, display_name: user.display_name ?? user.name, team: team.id },
    is_admin: false, is_owner: false, is_restricted: false, is_bot: user.bot, is_app_user: false,
    updated: 1_790_000_000,
    ...(flag(p, 'include_locale') && { locale: user.locale ?? 'en-US' }) } };
}

function publish(world, team, p) {
  const user = team.users.get(needed(p, 'user_id'));
  if (!user) throw invalid('invalid user_id [json-pointer:/user_id]');
  const given = structure(p, 'view', invalid('must be valid JSON [json-pointer:/view]'));
  if (given === undefined) throw invalid('missing required field: view');
  if (!team.homeTab) throw new ApiError('not_enabled');
  const checked = checkedHome(given, () => world.shortId());
  const before = team.homes.get(user.id);
  const expected = text(p, 'hash');
  if (expected !== undefined && expected !== before?.hash) throw new ApiError('hash_conflict');
  const digest = createHash('sha256').update(JSON.stringify(checked) + ++world.counter).digest('hex');
  const hash = `${world.seconds()}.${digest.slice(0, 8)}`;
  const id = before?.id ?? world.id('V');
  const view = { id, team_id: team.id, private_metadata: '', callback_id: '', ...checked, state: { values: {} }, hash,
    clear_on_close: false, notify_on_close: false, previous_view_id: null, root_view_id: id, app_id: world.app.id,
    external_id: '', app_installed_team_id: team.id, bot_id: team.bot.bot };
  team.homes.set(user.id, view);
  return { view };
}

function react(world, team, p) {
  const name = text(p, 'name')?.replaceAll(':', '');
  if (!name || !/^[a-z0-9_+'-]+$/.test(name)) throw new ApiError('invalid_name');
  const ts = text(p, 'timestamp');
  if (ts === undefined || p.channel === undefined) throw new ApiError('no_item_specified');
  if (!isTs(ts)) throw new ApiError('bad_timestamp');
  const { entry: { message } } = own(team, p, null, ts);
  const reaction = (message.reactions ??= []).find((r) => r.name === name);
  if (reaction?.users.includes(team.bot.user)) throw new ApiError('already_reacted');
  message.reactions.push({ name, users: [team.bot.user], count: 1 });
  return {};
}

// ---- files ----------------------------------------------------------------------------------------------------------

function uploadUrl(world, team, p, { base }) {
  const [name, length] = [needed(p, 'filename'), whole(p, 'length', 0, 0, 1e9)];
  if (length === 0) throw new ApiError('missing_argument');
  const description = text(p, 'alt_txt');
  if (description?.length > 1_000) throw new ApiError('alt_txt_too_large');
  const file = { id: world.id('F'), name, length, description, bytes: null };
  team.files.set(file.id, file);
  return { upload_url: `${base}/upload/v1/${team.id}/${file.id}`, file_id: file.id };
}

function completeUpload(world, team, p) {
  const wanted = structure(p, 'files', invalid('must be valid JSON [json-pointer:/files]'));
  if (!Array.isArray(wanted) || wanted.length === 0) throw invalid('missing required field: files');
  const id = text(p, 'channel_id');
  const channel = id === undefined ? undefined : team.channels.get(id);
  if (id !== undefined && !channel) throw new ApiError('channel_not_found');
  const files = wanted.map(({ id: file, title }) => {
    const found = team.files.get(file);
    if (!found?.bytes) throw new ApiError('file_not_found');
    return { id: found.id, title: title ?? found.name, name: found.name, size: found.bytes.length,
      ...(found.description && { alt_txt: found.description }), user: team.bot.user,
      mode: 'hosted', is_public: false, channels: [], groups: [], ims: channel ? [channel.id] : [] };
  });
  if (channel) {
    setImmediate(() => { // shared after it has been looked at, not at once
      const words = kept(text(p, 'initial_comment') ?? '');
      const { message } = world.add(team, channel, 'bot', { subtype: 'file_share', text: words, files });
      world.emitMessage(team, channel, message);
    });
  }
  return { files: files.map(({ id: file, title }) => ({ id: file, title })) };
}

// `scope` is what the token must have, `json` says that a JSON body is read, `takes` names the arguments.
const m = (call, scope, json, takes) => ({ call, scope, json, takes: takes.split(' ') });
export const methods = {
  'auth.test': m((world, team) => ({ url: `https://${team.domain}.slack.com/`, team: team.name, user: 'nudger',
    team_id: team.id, user_id: team.bot.user, bot_id: team.bot.bot, is_enterprise_install: false }), null, true, ''),
  'chat.postMessage': m(postMessage, 'chat:write', true,
    'channel text blocks metadata thread_ts unfurl_links unfurl_media mrkdwn parse ' +
    'link_names markdown_text reply_broadcast'),
  'chat.postEphemeral': m(postEphemeral, 'chat:write', true,
    'channel user text blocks thread_ts parse link_names markdown_text'),
  'chat.update': m(update, 'chat:write', true, 'channel ts text blocks metadata parse link_names markdown_text'),
  'chat.delete': m(remove, 'chat:write', true, 'channel ts'),
  'conversations.open': m(open, 'im:write', true, 'channel users return_im prevent_creation'),
  'conversations.history': m(history, 'im:history', false,
    'channel cursor include_all_metadata inclusive latest limit oldest'),
  'users.info': m(info, 'users:read', false, 'user include_locale'),
  'views.publish': m(publish, null, true, 'user_id view hash'),
  'files.getUploadURLExternal': m(uploadUrl, 'files:write', false, 'filename length snippet_type alt_txt'),
  'files.completeUploadExternal': m(completeUpload, 'files:write', true, 'files channel_id thread_ts initial_comment'),
  'reactions.add': m(react, 'reactions:write', true, 'channel timestamp name'),
};
