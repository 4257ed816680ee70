// Block Kit: which blocks the service takes, and what it says of those it does not.
//
// A rule is a function of a value, where it stands (a JSON pointer) and `say`, with which it complains. Lengths are
// counted in UTF-16 units, the strictest of the ways in which the service might count them.
import { ApiError } from './fake_slack_arguments.mjs';

const mostOfAllBlocks = 13_200; // characters of text in all blocks of a message
const mostOfAView = 250_000; // bytes

const string = (most, least = 1) => (value, at, say) => {
  if (typeof value !== 'string') return say('must be a string', at);
  if (value.length < least) say(`must be more than ${least - 1} characters`, at);
  if (value.length > most) say(`must be less than ${most + 1} characters`, at);
};
const flag = (value, at, say) => typeof value === 'boolean' || say('must be a boolean', at);
const number = (value, at, say) => Number.isInteger(value) || say('must be an integer', at);
const anything = () => {};
const oneOf = (...values) => (value, at, say) =>
  values.includes(value) || say(`value must be one of: ${values.join(', ')}`, at);
const pattern = (expression, what) => (value, at, say) =>
  (typeof value === 'string' && expression.test(value)) || say(`must be ${what}`, at);
const both = (...rules) => (value, at, say) => rules.forEach((rule) => rule(value, at, say));
const url = both(string(3_000), pattern(/^https?:\/\/[^\s]+$/i, 'a valid URL'));
const date = pattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date in the format YYYY-MM-DD');
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in the format HH:mm');

const list = (rule, least, most) => (value, at, say) => {
  if (!Array.isArray(value)) return say('must provide an array', at);
  if (value.length < least) say(`no fewer than ${least} items required`, at);
  if (value.length > most) say(`no more than ${most} items allowed`, at);
  value.forEach((item, i) => rule(item, `${at}/${i}`, say));
};
const required = (rule) => Object.assign((...given) => rule(...given), { required: true });

const shape = (fields, extra = anything) => (value, at, say) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return say('must be an object', at);
  for (const [name, rule] of Object.entries(fields)) {
    if (value[name] !== undefined) rule(value[name], `${at}/${name}`, say);
    else if (rule.required) say(`missing required field: ${name}`, at);
  }
  for (const name of Object.keys(value)) {
    if (name !== 'type' && !Object.hasOwn(fields, name)) say(`invalid additional property: ${name}`, at);
  }
  extra(value, at, say);
};
const typed = (table) => (value, at, say) => {
  if (!Object.hasOwn(table, value?.type)) return say(`unsupported type: ${value?.type}`, `${at}/type`);
  table[value.type](value, at, say);
};

const plain = (most) => typed({ plain_text: shape({ text: required(string(most)), emoji: flag }) });
const marked = (most) => typed({
  plain_text: shape({ text: required(string(most)), emoji: flag }),
  mrkdwn: shape({ text: required(string(most)), verbatim: flag }),
});
const confirm = shape({ title: required(plain(100)), text: required(marked(300)), confirm: required(plain(30)),
  deny: required(plain(30)), style: oneOf('primary', 'danger') });
const option = (label, more = {}) =>
  shape({ text: required(label(75)), value: required(string(150)), description: label(75), ...more });
const options = (label, most, more) => list(option(label, more), 1, most);
const chosen = { action_id: string(255), confirm, focus_on_load: flag };
const group = shape({ label: required(plain(75)), options: required(options(plain, 100)) });

const button = shape({ action_id: string(255), confirm, text: required(plain(75)), value: string(2_000), url,
  style: oneOf('primary', 'danger'), accessibility_label: string(75) });
const overflow = shape({ action_id: string(255), confirm, options: required(options(plain, 5, { url })) });
const staticSelect = shape({ ...chosen, placeholder: plain(150), options: options(plain, 100),
  option_groups: list(group, 1, 100), initial_option: option(plain) }, ({ options: own, option_groups }, at, say) => {
  if ((own === undefined) === (option_groups === undefined)) {
    say('must have exactly one of: options, option_groups', at);
  }
});
const datepicker = shape({ ...chosen, initial_date: date, placeholder: plain(150) });
const timepicker = shape({ ...chosen, initial_time: time, placeholder: plain(150), timezone: string(100) });
const marks = (most, initial) => shape({ ...chosen, options: required(options(marked, most)), ...initial });
const radios = marks(10, { initial_option: option(marked) });
const checkboxes = marks(10, { initial_options: options(marked, 10) });
const input = shape({ ...chosen, placeholder: plain(150), initial_value: string(3_000, 0), multiline: flag,
  min_length: number, max_length: number, dispatch_action_config: anything });
const usersSelect = shape({ ...chosen, placeholder: plain(150), initial_user: string(255) });
const image = shape({ image_url: url, slack_file: anything, alt_text: required(string(2_000)) });

const clickable = { button, overflow, static_select: staticSelect, datepicker, timepicker, radio_buttons: radios,
  checkboxes, users_select: usersSelect };
const hasWords = ({ text, fields }, at, say) =>
  text !== undefined || fields !== undefined || say('must have text or fields', at);
const block = typed(Object.fromEntries(Object.entries({
  section: [{ text: marked(3_000), fields: list(marked(2_000), 1, 10), accessory: typed({ ...clickable, image }),
    expand: flag }, hasWords],
  header: [{ text: required(plain(150)), level: number }],
  divider: [{}],
  actions: [{ elements: required(list(typed(clickable), 1, 25)) }],
  context: [{ elements: required(list(typed({ image, plain_text: plain(3_000), mrkdwn: marked(3_000) }), 1, 10)) }],
  image: [{ image_url: url, slack_file: anything, alt_text: required(string(2_000)), title: plain(2_000) }],
  markdown: [{ text: required(string(12_000)) }],
  input: [{ label: required(plain(2_000)), element: required(typed({ ...clickable, plain_text_input: input })),
    hint: plain(2_000), optional: flag, dispatch_action: flag }],
  rich_text: [{ elements: required(list(anything, 1, 100)) }],
}).map(([type, [fields, extra]]) => [type, shape({ block_id: string(255), ...fields }, extra)])));

// The elements of a block with which a person does something.
export const elementsOf = ({ elements = [], accessory, element }) =>
  [...elements, accessory, element].filter((e) => e && Object.hasOwn({ ...clickable, plain_text_input: 1 }, e.type));

function identities(blocks, say) {
  const blockIds = new Set();
  blocks.forEach((b, i) => {
    if (b?.block_id !== undefined && blockIds.has(b.block_id)) {
      say(`\`block_id\` already exists: ${b.block_id}`, `/blocks/${i}/block_id`);
    }
    blockIds.add(b?.block_id);
    const actionIds = new Set();
    for (const { action_id } of Array.isArray(b?.elements ?? []) ? elementsOf(b ?? {}) : []) {
      if (action_id !== undefined && actionIds.has(action_id)) {
        say(`\`action_id\` already exists: ${action_id}`, `/blocks/${i}`);
      }
      actionIds.add(action_id);
    }
  });
}

function complaints(rule, value, at, most) {
  const found = [];
  const say = (sentence, where) => void found.push(`[ERROR] ${sentence} [json-pointer:${where}]`);
  rule(value, at, say);
  const blocks = at === '' ? value?.blocks : value;
  if (Array.isArray(blocks)) {
    if (blocks.length > most) say(`no more than ${most} items allowed`, '/blocks');
    identities(blocks, say);
  }
  return found;
}

const refused = (found, code = 'invalid_blocks') => new ApiError(code, { response_metadata: { messages: found } });

// Every text in the blocks, in order: what counts against the limit of a message, and what a person reads.
export function textsOf(value) {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    (name === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner)));
}

// What the service keeps of the blocks of a message, its own ids given where there were none. Throws what it refuses.
export function checkedBlocks(blocks, newId) {
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  const found = complaints(list(block, 0, Infinity), blocks, '/blocks', 50);
  if (found.length > 0) throw refused(found);
  if (textsOf(blocks).join('').length > mostOfAllBlocks) throw new ApiError('msg_blocks_too_long');
  return withIds(blocks, newId);
}

const home = typed({ home: shape({ blocks: required(list(block, 0, Infinity)), private_metadata: string(3_000, 0),
  callback_id: string(255, 0), external_id: string(255, 0) }) });

export function checkedHome(view, newId) {
  if (view === null || typeof view !== 'object') {
    throw refused(['[ERROR] must be an object [json-pointer:/view]'], 'invalid_arguments');
  }
  if (Buffer.byteLength(JSON.stringify(view)) > mostOfAView) throw new ApiError('view_too_large');
  const found = complaints(home, view, '', 100);
  if (found.length > 0) {
    throw refused(found.map((s) => s.replace('json-pointer:', 'json-pointer:/view')), 'invalid_arguments');
  }
  return { ...view, blocks: withIds(view.blocks, newId) };
}

const withIds = (blocks, newId) => structuredClone(blocks).map((b) => {
  const named = { block_id: newId(), ...b };
  for (const element of elementsOf(named)) element.action_id ??= newId();
  return named;
});
