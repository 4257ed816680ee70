// Requests that pretend to come from Slack: each a way of being forged, stale, torn, doubled or written anew.
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import { signature } from './fake_slack_events.mjs';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

// A request as Slack makes it. `now` is in seconds; `headers` a flat list, so that one may stand in it twice.
export function genuine(body, secret, now, { type = json, timestamp = String(now) } = {}) {
  return request({ body, type, timestamp, signed: signature(secret, timestamp, body) });
}

function request({ body, type, timestamp, signed, more = [] }) {
  const headers = ['Content-Type', type];
  if (timestamp !== undefined) headers.push('X-Slack-Request-Timestamp', timestamp);
  if (signed !== undefined) headers.push('X-Slack-Signature', signed);
  return { body: Buffer.from(body), headers: [...headers, ...more] };
}

// [{ name, body, headers, bolt }]: none of them may have any effect on what is tested. `bolt` is what the official
// library does: 'refuses' it, 'ignores' what it says (the probe of the certificate), or 'accepts' it, being laxer than
// it should.
export function forgeries(body, secret, now, { type = json } = {}) {
  const ts = String(now);
  const good = signature(secret, ts, body);
  const digits = good.slice(3);
  const with_ = (changes) => request({ body, type, timestamp: ts, signed: good, ...changes });
  const signedAt = (timestamp) => with_({ timestamp, signed: signature(secret, timestamp, body) });
  const hashed = (algorithm, text) => `v0=${createHmac(algorithm, secret).update(text).digest('hex').slice(0, 64)}`;
  const base = `v0:${ts}:${body}`;
  const flipped = (digit) => (digit === '0' ? '1' : '0');

  const refused = {
    'no signature': with_({ signed: undefined }),
    'no timestamp': with_({ timestamp: undefined }),
    'neither signature nor timestamp': with_({ signed: undefined, timestamp: undefined }),
    'an empty signature': with_({ signed: '' }),
    'a version and no digits': with_({ signed: 'v0=' }),
    'digits without their version': with_({ signed: digits }),
    'another version': with_({ signed: `v1=${digits}` }),
    'the version in upper case': with_({ signed: `V0=${digits}` }),
    'the digits in upper case': with_({ signed: `v0=${digits.toUpperCase()}` }),
    'a digit short': with_({ signed: good.slice(0, -1) }),
    'half of the signature': with_({ signed: good.slice(0, 35) }),
    'a digit too many': with_({ signed: `${good}0` }),
    'the last digit wrong': with_({ signed: good.slice(0, -1) + flipped(good.at(-1)) }),
    'the first digit wrong': with_({ signed: `v0=${flipped(digits[0])}${digits.slice(1)}` }),
    'letters that are no digits': with_({ signed: `v0=${'g'.repeat(64)}` }),
    'the signature in base64': with_({ signed: `v0=${Buffer.from(digits, 'hex').toString('base64')}` }),
    'a signature beyond ASCII': with_({ signed: `v0=é${digits.slice(1)}` }),
    'a list of signatures': with_({ signed: `${good},v0=${'0'.repeat(64)}` }),
    'the signature twice': with_({ more: ['X-Slack-Signature', good] }),
    'a wrong signature before the right one': with_({ signed: `v0=${'0'.repeat(64)}`,
      more: ['X-Slack-Signature', good] }),
    'the timestamp twice': with_({ more: ['X-Slack-Request-Timestamp', ts] }),
    'an old timestamp and a new one': with_({ timestamp: String(now - 4_000),
      more: ['X-Slack-Request-Timestamp', ts] }),
    'an empty timestamp': signedAt(''),
    'a timestamp in words': signedAt('now'),
    'a timestamp before 1970': signedAt('-1'),
    'the timestamp zero': signedAt('0'),
    'a timestamp beyond 64 bits': signedAt('99999999999999999999999'),
    'five minutes and a second old': signedAt(String(now - 301)),
    'a day old': signedAt(String(now - 86_400)),
    'an old signature under a new timestamp': with_({ signed: signature(secret, String(now - 400), body) }),
    'another secret': with_({ signed: signature(`${secret.slice(0, -1)}${flipped(secret.at(-1))}`, ts, body) }),
    'an empty secret': with_({ signed: signature('', ts, body) }),
    'the secret read as hexadecimal': with_({ signed: signature(Buffer.from(secret, 'hex'), ts, body) }),
    'the secret in upper case': with_({ signed: signature(secret.toUpperCase(), ts, body) }),
    'the secret with its line feed': with_({ signed: signature(`${secret}\n`, ts, body) }),
    'a byte of the body changed': with_({ body: body.replace(/\d(?=\D*$)/, flipped) }),
    'a line feed behind the body': with_({ body: `${body}\n` }),
    'the last byte of the body missing': with_({ body: body.slice(0, -1) }),
    'half of the body': with_({ body: body.slice(0, body.length / 2) }),
    'no body': with_({ body: '' }),
    'the body twice': with_({ body: body + body }),
    'the body written anew': with_({ body: rewritten(body, type) }),
    'a byte order mark before the body': with_({ body: `\ufeff${body}` }),
    'signed without the version': with_({ signed: hashed('sha256', `${ts}:${body}`) }),
    'signed without the timestamp': with_({ signed: hashed('sha256', body) }),
    'signed without the body': with_({ signed: hashed('sha256', `v0:${ts}:`) }),
    'signed with SHA-1': with_({ signed: hashed('sha1', base) }),
    'signed with half of SHA-512': with_({ signed: hashed('sha512', base) }),
    'a bare hash without any secret': with_({ signed: `v0=${createHash('sha256').update(base).digest('hex')}` }),
    'names with underscores': request({ body, type,
      more: ['X_Slack_Signature', good, 'X_Slack_Request_Timestamp', ts] }),
  };
  const accepted = {
    'a timestamp with a sign': with_({ timestamp: `+${ts}` }),
    'a timestamp with a fraction': with_({ timestamp: `${ts}.0` }),
    'a timestamp in hexadecimal': with_({ timestamp: `0x${now.toString(16)}` }),
    'a timestamp with a zero before it': with_({ timestamp: `0${ts}` }),
    'a timestamp as a power of ten': with_({ timestamp: `${now}e0` }),
    'five minutes and a second early': signedAt(String(now + 301)),
    'a day early': signedAt(String(now + 86_400)),
    'a timestamp in milliseconds': signedAt(`${now}000`),
  };
  const probe = with_({ signed: undefined, body: `${body}&ssl_check=1` });
  const ignored = type === form ? { 'a command smuggled into the probe of the certificate': probe } : {};
  const list = (which, bolt) => Object.entries(which).map(([name, made]) => ({ name, bolt, ...made }));
  return [...list(refused, 'refuses'), ...list(accepted, 'accepts'), ...list(ignored, 'ignores')];
}

// The same to one who reads it, other bytes.
function rewritten(body, type) {
  if (type === form) {
    return body.includes('+') ? body.replaceAll('+', '%20')
      : body.replace(/%([0-9A-F]{2})/, (whole) => whole.toLowerCase());
  }
  return JSON.stringify(JSON.parse(body), null, 1);
}

// Posts it exactly as it is; resolves with the status and the body of the answer.
export function posted(url, { body, headers }) {
  return new Promise((resolve, reject) => {
    const sent = http.request(url, { method: 'POST', agent: false,
      headers: ['Host', new URL(url).host, 'Content-Length', String(body.length), ...headers] }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
