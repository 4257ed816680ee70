// Slack's own marks in a text: how the service keeps it, and what a person sees of it.

const emoji = new Map(Object.entries({
  '👍': '+1', '👎': '-1', '🎉': 'tada', '✅': 'white_check_mark', '❤️': 'heart', '❤': 'heart', '🎂': 'birthday',
  '📅': 'date', '☕': 'coffee', '🙏': 'pray', '👋': 'wave', '😀': 'grinning', '😊': 'blush', '😂': 'joy',
  '🙂': 'slightly_smiling_face',
  '😐': 'neutral_face', '🙁': 'slightly_frowning_face', '😢': 'cry', '📞': 'telephone_receiver', '📧': 'e-mail',
  '✉️': 'email',
  '🔔': 'bell', '💤': 'zzz', '⏰': 'alarm_clock', '🎁': 'gift', '🌱': 'seedling', '💬': 'speech_balloon',
  '↩️': 'leftwards_arrow_with_hook',
  '👩‍💻': 'female-technologist', '🇵🇹': 'flag-pt', '🇩🇪': 'de', '1️⃣': 'one', '2️⃣': 'two', '3️⃣': 'three',
}));
const names = new Map([...emoji].map(([sign, name]) => [name, sign]));
const skins = ['🏻', '🏼', '🏽', '🏾', '🏿'];
const signs = new RegExp(`(${[...emoji.keys()].sort((a, b) => b.length - a.length).join('|')})(${skins.join('|')})?`,
  'gu');

export const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

// Emoji are kept by their names, a colour of skin as a name of its own.
export const named = (text) => text.replace(signs, (_, sign, skin) =>
  `:${emoji.get(sign)}:${skin ? `:skin-tone-${skins.indexOf(skin) + 2}:` : ''}`);

// A text as an app gave it, as the service keeps it: with what was not escaped escaped, unless it is a mark.
export function kept(text) {
  const marks = /<[^<>]+>|&(?:amp|lt|gt);/g;
  let out = '';
  let end = 0;
  for (const mark of text.matchAll(marks)) {
    out += escaped(text.slice(end, mark.index)) + mark[0];
    end = mark.index + mark[0].length;
  }
  return named(out + escaped(text.slice(end)));
}

// What a person in `zone` sees: the text, with `mentions` (whom it calls), `links`, and `traps`, a sentence for each
// mark that the service takes but that is surely not meant.
export function seen(text, zone) {
  const found = { mentions: [], links: [], traps: [] };
  const shown = text.replace(/<([^<>]*)>/g, (_, inside) => {
    const bar = inside.indexOf('|');
    const [head, label] = bar < 0 ? [inside, undefined] : [inside.slice(0, bar), inside.slice(bar + 1)];
    if (label?.includes('|')) found.traps.push(`a label with a bar: ${inside}`);
    if (head.startsWith('!date^')) return date(head, label, zone, found);
    if (/^[@!#]/.test(head)) {
      found.mentions.push(head);
      return label ?? head.replace('!', '@');
    }
    if (!/^(https?:\/\/|mailto:|tel:)/.test(head)) found.traps.push(`no mark and not escaped: <${inside}>`);
    found.links.push(unescaped(head));
    return label ?? head;
  });
  const plain = shown.replace(/:([a-z0-9_+-]+):(?::skin-tone-([2-6]):)?/g, (whole, name, skin) =>
    (names.has(name) ? names.get(name) + (skin ? skins[skin - 2] : '') : whole));
  return { text: unescaped(plain), ...found };
}

function date(head, label, zone, found) {
  const [, unix, format, link] = head.split('^');
  if (!label) found.traps.push(`a date without words for those who cannot show it: ${head}`);
  if (link) found.links.push(link);
  if (!/^\d+$/.test(unix ?? '') || !format) return label ?? head;
  const at = new Date(Number(unix) * 1_000);
  const as = (options) => new Intl.DateTimeFormat('en-US', { timeZone: zone ?? 'UTC', ...options }).format(at);
  const long = { year: 'numeric', month: 'long', day: 'numeric' };
  const short = { ...long, month: 'short' };
  const tokens = {
    date_num: () => new Intl.DateTimeFormat('sv-SE', { timeZone: zone ?? 'UTC' }).format(at),
    date: () => as(long), date_pretty: () => as(long),
    date_short: () => as(short), date_short_pretty: () => as(short),
    date_long: () => as({ ...long, weekday: 'long' }), date_long_pretty: () => as({ ...long, weekday: 'long' }),
    time: () => as({ timeStyle: 'short' }), time_secs: () => as({ timeStyle: 'medium' }),
  };
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (!tokens[token]) found.traps.push(`no such part of a date: ${whole}`);
    return tokens[token]?.() ?? whole;
  });
}
