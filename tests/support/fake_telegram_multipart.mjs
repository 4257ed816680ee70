// A body of multipart/form-data as the real server reads it: names in any case, with quotation marks or without.

const headEnd = Buffer.from('\r\n\r\n');

// Texts, and files as { name, type, bytes }. Of a body that is torn, or parted with something else, nothing is read.
export function parts(body, type) {
  const p = {};
  const boundary = /boundary="?([^";]{1,70})/i.exec(type)?.[1];
  if (!boundary) return p;
  const cut = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  for (let at = whole.indexOf(cut); at >= 0;) {
    const begin = at + cut.length;
    if (whole.subarray(begin, begin + 2).toString() === '--') return p;
    const [end, content] = [whole.indexOf(cut, begin), whole.indexOf(headEnd, begin)];
    if (end < 0 || content < 0 || content > end) return {};
    put(p, whole.subarray(begin, content).toString(), whole.subarray(content + headEnd.length, end));
    at = end;
  }
  return {};
}

function put(p, head, bytes) {
  const field = (name) => new RegExp(`[;:]\\s*${name}="?([^";\\r\\n]*)`, 'i').exec(head)?.[1];
  const [name, file] = [field('name'), field('filename')];
  if (name === undefined || Object.hasOwn(p, name)) return;
  const type = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1];
  p[name] = file === undefined ? bytes.toString() : { name: file, type, bytes };
}
