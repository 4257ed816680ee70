// What a person does in Slack, and what they see there. Each is told to the app as the real service tells it.
import { randomUUID } from 'node:crypto';
import { elementsOf } from './fake_slack_blocks.mjs';
import { escaped, named, seen } from './fake_slack_mrkdwn.mjs';

const hookLife = 30 * 60_000;
const hookUses = 5;

// Where something happens: `team` and `user` may be left out.
function place(world, { team, user }) {
  const where = world.team(team);
  const who = world.user(where, user);
  return { team: where, user: who, channel: world.dm(where, who) };
}

const richText = (world, text) => [{ type: 'rich_text', block_id: world.shortId(),
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }];

// Fields of `message` and `event` come over those of a plain message: a subtype, files, another channel, a bot_id.
export function say(world, { text = '', thread_ts, message = {}, event = {}, ...where }) {
  const { team, channel } = place(world, where);
  const entry = world.add(team, channel, 'person', { text: named(escaped(text)), blocks: richText(world, text),
    ...(thread_ts && { thread_ts }), ...message });
  const delivery = world.emitMessage(team, channel, { ...entry.message, ...event });
  return { channel: channel.id, ts: entry.message.ts, client_msg_id: entry.message.client_msg_id,
    delivery: delivery?.n };
}

export function edit(world, { ts, text, ...where }) {
  const { team, user, channel } = place(world, where);
  const entry = world.find(channel, ts);
  if (!entry) throw new Error(`no message ${ts}`);
  const previous = entry.message;
  entry.message = { ...previous, text: named(escaped(text)), blocks: richText(world, text),
    edited: { user: user.id, ts: `${world.seconds()}.000000` } };
  world.emitMessage(team, channel, { subtype: 'message_changed', hidden: true, message: entry.message,
    previous_message: previous, ts: world.ts(channel) });
}

export function erase(world, { ts, ...where }) {
  const { team, channel } = place(world, where);
  const entry = world.find(channel, ts);
  if (!entry) throw new Error(`no message ${ts}`);
  channel.messages = channel.messages.filter((e) => e !== entry);
  world.emitMessage(team, channel, { subtype: 'message_deleted', hidden: true, deleted_ts: ts,
    previous_message: entry.message, ts: world.ts(channel) });
}

export function openHome(world, { tab = 'home', ...where }) {
  const { team, user, channel } = place(world, where);
  const view = team.homes.get(user.id);
  const delivery = world.emit(team, { type: 'app_home_opened', user: user.id, channel: channel.id, tab,
    event_ts: `${world.seconds()}.000000`, ...(tab === 'home' && view && { view }) });
  return { channel: channel.id, delivery: delivery?.n };
}

export function slash(world, { command = '/nudge', text = '', ...where }) {
  const { team, user, channel } = place(world, where);
  const payload = { token: 'deprecated', team_id: team.id, team_domain: team.domain, channel_id: channel.id,
    channel_name: 'directmessage', user_id: user.id, user_name: user.name, command, text, api_app_id: world.app.id,
    is_enterprise_install: 'false', response_url: hook(world, 'commands', team, channel),
    trigger_id: world.triggerId() };
  return { delivery: world.deliver('slash_commands', payload).n };
}

// ---- buttons --------------------------------------------------------------------------------------------------------

// What can be pressed in these blocks: buttons, and the options of menus.
export function pressables(blocks = []) {
  return blocks.flatMap((block) => elementsOf(block).flatMap((element) => {
    const { block_id: blockId } = block;
    const at = { type: element.type, block_id: blockId, action_id: element.action_id, element };
    if (element.type === 'button') return [{ ...at, label: element.text.text, value: element.value, url: element.url }];
    const options = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((g) => g.options)];
    return options.map((option) => ({ ...at, label: option.text.text, value: option.value, url: option.url, option }));
  }));
}

export const asSeen = ({ label, action_id, value, block_id, url }) => ({ label, action_id, value, block_id, url });

// The newest thing with that label, action or value: in the DM, in the message `ts`, or on the Home tab. A label may be
// written as the bot wrote it or as it is shown. A button that is gone is still pressed where `stale` gives the blocks
// as they were: someone's screen was not up to date.
export function press(world, { label, action_id, value, ts, home = false, stale, ...where }) {
  const { team, user, channel } = place(world, where);
  const fits = (p) => (label === undefined || p.label === label || seen(named(p.label)).text === label) &&
    (action_id === undefined || p.action_id === action_id) && (value === undefined || p.value === value);
  const view = team.homes.get(user.id);
  const places = home ? [{ view, blocks: view?.blocks }] : channel.messages.filter((e) => !ts || e.message.ts === ts)
    .map((entry) => ({ entry, blocks: stale ?? entry.message.blocks })).reverse();
  for (const { entry, blocks } of places) {
    const found = pressables(blocks).find(fits);
    if (!found) continue;
    const payload = pressed(world, { team, user, channel, entry, view: home ? view : undefined, found });
    return { delivery: world.deliver('interactive', payload).n, ts: entry?.message.ts, url: found.url };
  }
  const there = places.flatMap(({ blocks }) => pressables(blocks).map((p) => p.label));
  throw new Error(`no button ${JSON.stringify(label ?? action_id ?? value)}; there are ${JSON.stringify(there)}`);
}

function pressed(world, { team, user, channel, entry, view, found }) {
  const { element, option } = found;
  const kind = { style: element.style, placeholder: element.placeholder, confirm: element.confirm };
  const action = { type: element.type, action_id: element.action_id, block_id: found.block_id,
    ...(option ? { selected_option: option } : { text: { emoji: true, ...element.text }, value: element.value }), ...kind,
    action_ts: `${world.seconds()}.${String(++world.counter % 1_000_000).padStart(6, '0')}` };
  const common = { type: 'block_actions', team: { id: team.id, domain: team.domain }, enterprise: null,
    is_enterprise_install: false, user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: world.app.id, token: 'deprecated', trigger_id: world.triggerId(), actions: [action] };
  if (view) return { ...common, container: { type: 'view', view_id: view.id }, view };
  const values = option && element.type !== 'overflow'
    ? { [found.block_id]: { [element.action_id]: { type: element.type, selected_option: option } } } : {};
  return { ...common,
    container: { type: 'message', message_ts: entry.message.ts, channel_id: channel.id, is_ephemeral: entry.ephemeral },
    channel: { id: channel.id, name: 'directmessage' }, ...(!entry.ephemeral && { message: entry.message }),
    state: { values }, response_url: hook(world, 'actions', team, channel, entry) };
}

// ---- response_url ---------------------------------------------------------------------------------------------------

function hook(world, kind, team, channel, entry) {
  const path = `/hooks/${kind}/${team.id}/${++world.counter}/${randomUUID().slice(0, 8)}`;
  world.hooks.set(path, { team, channel, entry, uses: 0, until: world.now() + hookLife });
  return `${world.base}${path}`;
}

// What an app answers to a response_url, or at once to a slash command. False when that is no longer possible.
export function answerHook(world, path, { text = '', blocks, response_type: type, replace_original: replace,
  delete_original: remove, thread_ts }) {
  const found = world.hooks.get(path);
  if (!found || found.uses >= hookUses || world.now() > found.until) return false;
  ++found.uses;
  const { team, channel, entry } = found;
  if (remove && entry) channel.messages = channel.messages.filter((e) => e !== entry);
  else if (replace && entry) entry.message = { ...entry.message, text: named(text), blocks };
  else {
    world.add(team, channel, 'bot', { text: named(text), ...(blocks && { blocks }), ...(thread_ts && { thread_ts }) },
      { ephemeral: type !== 'in_channel' });
  }
  world.changed();
  return true;
}

// ---- what is seen ---------------------------------------------------------------------------------------------------

// The messages, oldest first: of a DM, a workspace, or of all. `seen` is what the person reads, blocks before text, as
// in the app; a notification shows `text`.
export function view(world, { team, user }) {
  const teams = team === undefined ? [...world.teams.values()] : [world.team(team)];
  return teams.flatMap((where) => [...where.channels.values()]
    .filter((channel) => user === undefined || channel.user === user)
    .flatMap((channel) => channel.messages.map((entry) => shown(where, channel, entry))));
}

function shown(team, channel, { message, metadata, ephemeral, by, versions }) {
  const zone = team.users.get(channel.user).tz;
  const texts = by === 'bot' && message.blocks ? message.blocks.flatMap(wordsOf) : [message.text];
  const parts = texts.map((text) => seen(text, zone));
  const all = [...parts, seen(message.text, zone)];
  return { team: team.id, user: channel.user, channel: channel.id, ts: message.ts, thread_ts: message.thread_ts, from: by,
    text: seen(message.text, zone).text, seen: parts.map((p) => p.text).join('\n'), blocks: message.blocks,
    buttons: pressables(message.blocks).map(asSeen), metadata, ephemeral, edited: message.edited !== undefined, versions,
    reactions: (message.reactions ?? []).map((r) => r.name), files: (message.files ?? []).map((f) => f.title),
    mentions: [...new Set(all.flatMap((p) => p.mentions))], traps: [...new Set(all.flatMap((p) => p.traps))] };
}

// The texts of a block that are read, in order; a plain text is shown as it is written.
function wordsOf({ type, text, fields = [], elements = [], title }) {
  if (type === 'markdown') return [text];
  const readable = [title, text, ...fields, ...(type === 'context' ? elements : [])];
  return readable.filter((t) => typeof t?.text === 'string')
    .map((t) => (t.type === 'plain_text' ? escaped(t.text) : t.text));
}
