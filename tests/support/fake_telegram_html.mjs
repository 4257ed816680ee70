// Telegram's HTML, as its server reads it: text and entities (offsets in UTF-16 units), or the error it gives.

const types = {
  b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline', s: 'strikethrough',
  strike: 'strikethrough', del: 'strikethrough', 'tg-spoiler': 'spoiler', span: 'spoiler', a: 'text_link', code: 'code',
  pre: 'pre', blockquote: 'blockquote', 'tg-emoji': 'custom_emoji', 'tg-time': 'date_time',
};
const named = { lt: '<', gt: '>', amp: '&', quot: '"' };

// Only four names and numbers are decoded; anything else stays as it stands.
function decode(text) {
  return text.replace(/&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (all, name, decimal, hex) => {
    if (name) return named[name.toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

export function parseHtml(html) {
  const open = [];
  const entities = [];
  let text = '';
  let at = 0;
  const offset = () => Buffer.byteLength(html.slice(0, at));
  while (at < html.length) {
    const next = html.indexOf('<', at);
    text += decode(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) break;
    at = next;
    const end = html.indexOf('>', at);
    if (html[at + 1] === '/') {
      if (open.length === 0) throw new Error(`Unexpected end tag at byte offset ${offset()}`);
      const tag = open.pop();
      const name = html.slice(at + 2, end < 0 ? html.length : end).trim().toLowerCase();
      if (end < 0 || (name !== '' && name !== tag.name)) {
        throw new Error(`Unmatched end tag at byte offset ${offset()}, expected "</${tag.name}>", found "</${name}>"`);
      }
      addEntity(entities, tag, text);
    } else {
      if (end < 0) throw new Error(`Unclosed start tag at byte offset ${offset()}`);
      const [, name, attributes] = /^([^\s>]*)([^]*)$/.exec(html.slice(at + 1, end));
      if (!Object.hasOwn(types, name.toLowerCase())) {
        throw new Error(`Unsupported start tag "${name.toLowerCase()}" at byte offset ${offset()}`);
      }
      if (name.toLowerCase() === 'span' && !/class\s*=\s*["']?tg-spoiler/i.test(attributes)) {
        throw new Error(`Tag "span" must have class "tg-spoiler" at byte offset ${offset()}`);
      }
      const href = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(attributes);
      open.push({ name: name.toLowerCase(), begin: text.length, href: href && decode(href[1] ?? href[2] ?? href[3]) });
    }
    at = end + 1;
  }
  if (open.length > 0) throw new Error(`Can't find end tag corresponding to start tag "${open.at(-1).name}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function addEntity(entities, tag, text) {
  const length = text.length - tag.begin;
  if (length === 0) return;
  const entity = { type: types[tag.name], offset: tag.begin, length };
  if (entity.type === 'text_link') {
    if (!/^(https?|tg):\/\//i.test(tag.href ?? '')) return; // an unsafe link is dropped, its text kept
    entity.url = tag.href;
  }
  entities.push(entity);
}

// White space around the text goes, and the entities with it.
export function trimmed({ text, entities }) {
  const begin = text.length - text.trimStart().length;
  const short = text.trim();
  const moved = entities
    .map((e) => {
      const from = Math.max(e.offset - begin, 0);
      const to = Math.min(e.offset + e.length - begin, short.length);
      return { ...e, offset: from, length: to - from };
    })
    .filter((e) => e.length > 0);
  return { text: short, entities: moved };
}
