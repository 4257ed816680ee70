// One bot, the people who write to it, and what the Bot API does with a call: the rules of the real server, in memory.
import { parseHtml, trimmed } from './fake_telegram_html.mjs';

export class ApiError extends Error {
  constructor(code, description, parameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}
const bad = (text, parameters) => new ApiError(400, `Bad Request: ${text}`, parameters);

const kinds = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'message_reaction', 'channel_post',
  'inline_query', 'chat_member', 'message_reaction_count', 'poll', 'poll_answer', 'chat_join_request'];
const offByDefault = ['chat_member', 'message_reaction', 'message_reaction_count'];
const callbackLife = 150_000;
const answerLife = 30_000;
const updateLife = 24 * 3_600_000;

// Every parameter is a text to the server: booleans and numbers are read from it, numbers out of range are clamped.
const truth = (value) => ['true', 'yes', '1'].includes((value ?? '').trim().toLowerCase());
export function integer(value, fallback, least, most) {
  if (value === undefined || value === '') return fallback;
  const number = Number.parseInt(value, 10);
  return Math.min(Math.max(Number.isNaN(number) ? 0 : number, least), most);
}
function json(value, complaint) {
  try {
    return JSON.parse(value);
  } catch {
    throw bad(complaint);
  }
}

// Every top-level parameter becomes a text; a nested value its JSON; the first of two counts. What cannot be read is
// nothing, as with the real server.
export function parameters(query, type, body) {
  const p = {};
  const put = (key, value) => {
    if (!Object.hasOwn(p, key)) p[key] = value;
  };
  for (const [key, value] of new URLSearchParams(query)) put(key, value);
  if (/application\/json/i.test(type)) {
    let json = {};
    try {
      json = JSON.parse(body);
    } catch {
      return p;
    }
    for (const [key, value] of Object.entries(json ?? {})) put(key, typeof value === 'string' ? value : JSON.stringify(value));
  } else if (/x-www-form-urlencoded/i.test(type)) {
    for (const [key, value] of new URLSearchParams(body)) put(key, value);
  }
  return p;
}

export class World {
  constructor({ token, username }) {
    this.token = token;
    this.bot = { id: Number(token.split(':')[0]), is_bot: true, first_name: 'Nudger', username };
    this.people = new Map();
    this.messages = []; // of all chats, in order
    this.updates = []; // not confirmed yet
    this.sentUpdates = new Map(); // every one there ever was, by id
    this.callbacks = new Map();
    this.commands = [];
    this.webhook = null;
    this.allowed = [];
    this.revoked = false;
    this.revision = 0;
    this.shift = 0;
    this.nextMessage = 50;
    this.nextUpdate = 812_345_001;
    this.nextCallback = 4_382_998_877_665_544_332n;
    this.listeners = new Set();
  }

  now() {
    return Date.now() + this.shift;
  }
  seconds() {
    return Math.floor(this.now() / 1000);
  }
  changed() {
    ++this.revision;
    for (const listener of [...this.listeners]) listener();
  }

  // ---- people -------------------------------------------------------------------------------------------------------

  person(id = 7_012_345_678) {
    if (!this.people.has(id)) {
      this.people.set(id, { id, is_bot: false, first_name: 'Ann', username: 'ann_o', language_code: 'en',
        started: false, blocked: false, deactivated: false });
    }
    return this.people.get(id);
  }
  profile(person) {
    const { started, blocked, deactivated, ...shown } = person;
    return shown;
  }
  chat(person) {
    return { id: person.id, type: 'private', first_name: person.first_name, username: person.username };
  }

  // A message of a person: `content` is what makes it (text, contact, voice, forward_origin, ...).
  write(user, { reply_to, ...content }) {
    const person = this.person(user);
    person.started = true;
    const message = { message_id: this.nextMessage++, from: this.profile(person), chat: this.chat(person),
      date: this.seconds(), ...content };
    const command = /^\/[A-Za-z0-9_]+(@\w+)?/.exec(message.text ?? '');
    if (command && !message.entities) {
      message.entities = [{ type: 'bot_command', offset: 0, length: command[0].length }];
    }
    if (reply_to) {
      const quoted = this.find(person.id, reply_to);
      if (!quoted) throw new Error(`no message ${reply_to} to answer`);
      const { reply_markup, ...shown } = quoted;
      message.reply_to_message = shown;
    }
    this.messages.push(message);
    this.update('message', message);
    return message;
  }

  rewrite(user, id, text) {
    const message = this.find(user, id);
    Object.assign(message, { text, edit_date: this.seconds() });
    this.update('edited_message', message);
  }

  // The button with that label or data on that message, or on the newest that has one.
  press(user, { label, data, message_id, old = false }) {
    const person = this.person(user);
    const matches = (button) => (data === undefined ? button.text === label : button.callback_data === data);
    const candidates = this.messages.filter((m) => m.chat.id === person.id && (!message_id || m.message_id === message_id));
    for (const message of candidates.reverse()) {
      const button = (message.reply_markup?.inline_keyboard ?? []).flat().find(matches);
      if (!button) continue;
      if (button.callback_data === undefined) return { url: button.url, copied: button.copy_text?.text };
      return this.tap(person, message, button.callback_data, old);
    }
    const seen = this.view(person.id).flatMap((m) => m.buttons.flat().map((b) => b.text));
    throw new Error(`no button ${JSON.stringify(label ?? data)}; there are ${JSON.stringify(seen)}`);
  }

  tap(person, message, data, old) {
    const id = String(this.nextCallback++);
    const carrier = old ? { message_id: message.message_id, chat: message.chat, date: 0 } : message;
    this.callbacks.set(id, { id, data, at: this.now(), answered: false, text: '' });
    this.update('callback_query', { id, from: this.profile(person), message: carrier, chat_instance: '-321', data });
    return { callback_query_id: id };
  }

  block(user, blocked) {
    const person = this.person(user);
    person.blocked = blocked;
    const status = (s) => ({ status: s, user: this.bot });
    this.update('my_chat_member', { chat: this.chat(person), from: this.profile(person), date: this.seconds(),
      old_chat_member: status(blocked ? 'member' : 'kicked'), new_chat_member: status(blocked ? 'kicked' : 'member') });
  }

  // What a person sees in the chat, oldest first.
  view(chat) {
    return this.messages
      .filter((m) => chat === undefined || m.chat.id === chat)
      .map((m) => ({
        chat: m.chat.id, message_id: m.message_id, from: m.from.is_bot ? 'bot' : 'person', date: m.date,
        text: m.text ?? m.caption ?? '', entities: m.caption_entities ?? m.entities ?? [], photo: m.photo?.at(-1), edited: m.edit_date !== undefined,
        silent: m.silent === true, buttons: m.reply_markup?.inline_keyboard ?? [],
      }));
  }

  find(chat, id) {
    return this.messages.find((m) => m.chat.id === Number(chat) && m.message_id === Number(id));
  }

  // ---- updates ------------------------------------------------------------------------------------------------------

  isAllowed(kind) {
    return this.allowed.length > 0 ? this.allowed.includes(kind) : !offByDefault.includes(kind);
  }
  update(kind, body) {
    if (kinds.includes(kind) && !this.isAllowed(kind)) return this.changed();
    const life = kind === 'callback_query' ? callbackLife : updateLife;
    const queue = body?.chat?.id ?? body?.from?.id ?? 0;
    const update = { update_id: this.nextUpdate++, [kind]: structuredClone(body) };
    this.enqueue({ update, expires: this.now() + life, queue: `${kind === 'callback_query' ? 'user' : 'chat'}${queue}` });
  }
  enqueue(entry) {
    this.sentUpdates.set(entry.update.update_id, entry);
    this.updates.push(entry);
    this.updates.sort((a, b) => a.update.update_id - b.update.update_id);
    this.changed();
  }
  redeliver(id) {
    const entry = this.sentUpdates.get(id);
    if (!entry) throw new Error(`there was no update ${id}`);
    this.updates = this.updates.filter((e) => e !== entry);
    this.enqueue(entry);
  }
  confirm(entry) {
    this.updates = this.updates.filter((e) => e !== entry);
    this.changed();
  }
  // The updates from `offset` on; those before it are confirmed and gone.
  take(offset, limit) {
    this.updates = this.updates.filter((e) => e.expires > this.now());
    const tail = this.nextUpdate;
    if (offset < 0) {
      this.updates = this.updates.slice(offset);
    } else if (offset > 0 && offset <= tail + 10 && offset >= tail - 100_000) {
      this.updates = this.updates.filter((e) => e.update.update_id >= offset);
    }
    return this.updates.slice(0, limit).map((e) => e.update);
  }
  setAllowed(value) {
    if (value === undefined) return;
    const list = json(value, "can't parse allowed updates: JSON array expected");
    this.allowed = Array.isArray(list) ? list.map((k) => String(k).toLowerCase()).filter((k) => kinds.includes(k)) : [];
  }

  // ---- methods ------------------------------------------------------------------------------------------------------

  // Everything but getUpdates, which waits. `p`: parameters as texts.
  call(method, p) {
    const handler = this.methods[method.toLowerCase()];
    if (!handler) throw new ApiError(404, 'Not Found: method not found');
    const result = handler.call(this, p);
    this.changed();
    return result;
  }

  methods = {
    getme: () => ({ ...this.bot, can_join_groups: false, can_read_all_group_messages: false,
      supports_inline_queries: false }),
    sendmessage: (p) => this.sendMessage(p),
    sendphoto: (p) => this.sendPhoto(p),
    editmessagetext: (p) => this.editMessage(p, this.formatted(p)),
    editmessagereplymarkup: (p) => this.editMessage(p, null),
    answercallbackquery: (p) => this.answerCallback(p),
    sendchataction: (p) => this.recipient(p.chat_id) !== undefined,
    setmycommands: (p) => this.setCommands(p),
    getmycommands: () => this.commands,
    setwebhook: (p) => this.setWebhook(p),
    deletewebhook: (p) => this.setWebhook({ ...p, url: '' }),
    getwebhookinfo: () => this.webhookInfo(),
  };

  recipient(chat) {
    if (!chat) throw bad('chat_id is empty');
    const person = this.people.get(Number(chat));
    if (!person) throw bad('chat not found');
    if (person.deactivated) throw new ApiError(403, 'Forbidden: user is deactivated');
    if (person.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
    if (!person.started) throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
    return person;
  }

  formatted(p) {
    const raw = p.text ?? '';
    if (raw === '') throw bad('message text is empty');
    if (Buffer.byteLength(raw) > 32_768) throw bad('text is too long');
    const mode = (p.parse_mode ?? '').toLowerCase();
    if (!['', 'html'].includes(mode)) throw bad('unsupported parse_mode');
    let parsed = { text: raw, entities: p.entities ? json(p.entities, "can't parse entities: JSON array expected") : [] };
    try {
      if (mode === 'html') parsed = parseHtml(raw);
    } catch (error) {
      throw bad(`can't parse entities: ${error.message}`);
    }
    const { text, entities } = trimmed(parsed);
    if (text === '') throw bad('text must be non-empty');
    if ([...text].length > 4096) throw bad('message is too long');
    return { text, entities };
  }

  keyboard(value) {
    if (value === undefined || value === '') return undefined;
    const markup = json(value, "can't parse reply keyboard markup JSON object");
    if (markup === null || typeof markup !== 'object' || Array.isArray(markup)) {
      throw bad('object expected as reply markup');
    }
    if (markup.inline_keyboard === undefined) return undefined;
    const rows = markup.inline_keyboard.map((row) => row.map(checkedButton)).filter((row) => row.length > 0);
    if (rows.flat().length > 100) throw bad('reply markup is too long');
    return rows.length > 0 ? { inline_keyboard: rows } : undefined;
  }

  sendMessage(p, content = this.formatted(p)) {
    const reply_markup = this.keyboard(p.reply_markup);
    const person = this.recipient(p.chat_id);
    const reply = p.reply_parameters ? json(p.reply_parameters, "can't parse reply parameters") : null;
    if (reply && !this.find(person.id, reply.message_id) && reply.allow_sending_without_reply !== true) {
      throw bad('message to be replied not found');
    }
    const message = { message_id: this.nextMessage++, from: this.bot, chat: this.chat(person), date: this.seconds(),
      ...content, reply_markup, silent: truth(p.disable_notification) || undefined };
    this.messages.push(message);
    return shown(message);
  }

  // grammY puts a file under a name of its own, and says which in `photo`.
  sendPhoto(p) {
    const photo = /^attach:\/\//.test(p.photo) ? p[p.photo.slice('attach://'.length)] : p.photo;
    if (!photo) throw bad('there is no photo in the request');
    if (typeof photo === 'string') throw bad('wrong file identifier/HTTP URL specified');
    const png = photo.bytes.subarray(1, 4).toString() === 'PNG';
    const [width, height] = png ? [photo.bytes.readUInt32BE(16), photo.bytes.readUInt32BE(20)] : [0, 0];
    if (!png) throw bad('IMAGE_PROCESS_FAILED');
    if (width + height > 10_000 || Math.max(width / height, height / width) > 20) throw bad('PHOTO_INVALID_DIMENSIONS');
    const { text: caption, entities: caption_entities } =
      p.caption ? this.formatted({ ...p, text: p.caption }) : { text: undefined, entities: [] };
    if ([...(caption ?? '')].length > 1024) throw bad('message caption is too long');
    const sizes = [{ file_id: `photo-${this.nextMessage}`, file_unique_id: `p${this.nextMessage}`, width, height,
      file_size: photo.bytes.length }];
    return this.sendMessage(p, { caption, caption_entities, entities: [], photo: sizes });
  }

  // Without a keyboard the old one goes.
  editMessage(p, content) {
    const reply_markup = this.keyboard(p.reply_markup);
    const person = this.recipient(p.chat_id);
    const message = this.find(person.id, p.message_id);
    if (!message) throw bad('message to edit not found');
    if (!message.from.is_bot) throw bad("message can't be edited");
    if (content && message.photo) throw bad('there is no text in the message to edit');
    const after = { text: message.text, entities: message.entities, ...content, reply_markup };
    const before = { text: message.text, entities: message.entities, reply_markup: message.reply_markup };
    if (JSON.stringify(after) === JSON.stringify(before)) {
      throw bad('message is not modified: specified new message content and reply markup are exactly the same as a ' +
        'current content and reply markup of the message');
    }
    Object.assign(message, after, { edit_date: this.seconds() });
    return shown(message);
  }

  answerCallback(p) {
    const callback = this.callbacks.get(p.callback_query_id);
    if (!callback || this.now() - callback.at > answerLife) {
      throw bad('query is too old and response timeout expired or query ID is invalid');
    }
    if ([...(p.text ?? '')].length > 200) throw bad('MESSAGE_TOO_LONG');
    Object.assign(callback, { answered: true, text: p.text ?? '', alert: truth(p.show_alert) });
    return true;
  }

  setCommands(p) {
    const commands = json(p.commands ?? '', "can't parse commands JSON object");
    if (!Array.isArray(commands)) throw bad('commands must be a JSON array');
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command ?? '')) throw bad('BOT_COMMAND_INVALID');
      if (!description || description.length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    this.commands = commands;
    return true;
  }

  setWebhook(p) {
    this.setAllowed(p.allowed_updates);
    if (truth(p.drop_pending_updates)) this.updates = [];
    const url = p.url ?? '';
    const was = this.webhook !== null;
    if (url === '') {
      this.webhook = null;
      return new Described(true, was ? 'Webhook was deleted' : 'Webhook is already deleted');
    }
    const secret = p.secret_token ?? '';
    if (secret.length > 256) throw bad('secret token is too long');
    if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw bad('secret token contains unallowed characters');
    let parsed;
    try {
      parsed = new URL(url);
    } catch {
      throw bad('invalid webhook URL specified');
    }
    const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
    if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && loopback)) {
      throw bad('bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (!loopback && !['', '80', '88', '443', '8443'].includes(parsed.port)) {
      throw bad('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
    }
    const same = was && this.webhook.url === url && this.webhook.secret === secret;
    if (!same) this.webhook = { url, secret, connections: integer(p.max_connections, 40, 1, 100), error: null };
    return new Described(true, same ? 'Webhook is already set' : 'Webhook was set');
  }

  webhookInfo() {
    const info = { url: this.webhook?.url ?? '', has_custom_certificate: false, pending_update_count: this.updates.length };
    if (this.webhook) info.max_connections = this.webhook.connections;
    if (this.webhook?.error) Object.assign(info, { last_error_date: this.seconds(), last_error_message: this.webhook.error });
    if (this.allowed.length > 0) info.allowed_updates = this.allowed;
    return info;
  }
}

// A result with a description beside it.
export class Described {
  constructor(result, description) {
    this.result = result;
    this.description = description;
  }
}

const shown = ({ silent, entities, reply_markup, ...message }) => ({
  ...message, ...(entities.length > 0 && { entities }), ...(reply_markup && { reply_markup }),
});

function checkedButton(button) {
  if (typeof button?.text !== 'string' || button.text === '') {
    throw bad("can't parse inline keyboard button: Field \"text\" must be of type String");
  }
  const { text, url, callback_data, copy_text } = button;
  if (url) {
    if (!/^(https?|tg|ton):\/\/[^\s]+$/i.test(url)) {
      throw bad(`inline keyboard button URL '${url}' is invalid: Unsupported URL protocol`);
    }
    return { text, url };
  }
  if (callback_data) {
    if (Buffer.byteLength(callback_data) > 64) throw bad('BUTTON_DATA_INVALID');
    return { text, callback_data };
  }
  if (copy_text) {
    if (!copy_text.text || [...copy_text.text].length > 256) throw bad('BUTTON_COPY_TEXT_INVALID');
    return { text, copy_text: { text: copy_text.text } };
  }
  throw bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}
