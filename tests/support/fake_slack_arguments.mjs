// What a call of the Web API says: its arguments by the rules of the real server, and the refusals of how it says it.

// An answer of `"ok": false`; `fields` stand beside the code.
export class ApiError extends Error {
  constructor(code, fields = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

// Refused arguments, with a sentence for the developer.
export const invalid = (...sentences) =>
  new ApiError('invalid_arguments', { response_metadata: { messages: sentences.map((s) => `[ERROR] ${s}`) } });

const charsets = ['utf-8', 'utf8', 'iso-8859-1'];

// The arguments of a request and the warnings that its answer carries. JSON is read for the methods that take it, and
// ignored for the others, as the real server does: they miss their arguments then. Never a token from the query.
export async function readArguments({ request, query, body, takesJson }) {
  const [type, ...options] = (request.headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = options.find((option) => option.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  const p = {};
  const warnings = [];
  if (request.method === 'GET' || body.length === 0) {
    for (const [name, value] of query) if (name !== 'token') put(p, name, value);
    return { p, warnings };
  }
  if (type === '') throw new ApiError('missing_post_type');
  if (charset !== undefined && !charsets.includes(charset)) throw new ApiError('invalid_charset');
  if (type === 'application/json') {
    if (charset === undefined) warnings.push('missing_charset');
    const said = parsed(body);
    if (takesJson) for (const [name, value] of Object.entries(said)) if (name !== 'token') put(p, name, value);
  } else if (type === 'application/x-www-form-urlencoded') {
    if (charset !== undefined) warnings.push('superfluous_charset');
    for (const [name, value] of new URLSearchParams(body.toString())) put(p, name, value);
  } else if (type === 'multipart/form-data') {
    for (const [name, value] of await form(request, body)) put(p, name, value);
  } else {
    throw new ApiError('invalid_post_type');
  }
  return { p, warnings };
}

function put(p, name, value) {
  if (!/^\w{1,255}$/.test(name)) throw new ApiError('invalid_arg_name');
  if (value !== null && !Object.hasOwn(p, name)) p[name] = value;
}

function parsed(body) {
  let said;
  try {
    said = JSON.parse(body.toString());
  } catch {
    throw new ApiError('invalid_json');
  }
  if (said === null || typeof said !== 'object' || Array.isArray(said)) throw new ApiError('json_not_object');
  return said;
}

async function form(request, body) {
  try {
    return await new Response(body, { headers: { 'Content-Type': request.headers['content-type'] } }).formData();
  } catch {
    throw new ApiError('invalid_form_data');
  }
}

// A text, or undefined where there is none. An empty one is none.
export function text(p, name) {
  const value = p[name];
  if (Array.isArray(value)) throw new ApiError('invalid_array_arg');
  if (value === undefined || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function needed(p, name, error) {
  const value = text(p, name);
  if (value === undefined) throw error ?? invalid(`missing required field: ${name}`);
  return value;
}

export const flag = (p, name) => ['true', '1'].includes(String(p[name] ?? '').toLowerCase());

export function whole(p, name, fallback, least, most) {
  const value = text(p, name);
  if (value === undefined) return fallback;
  if (!/^-?\d+$/.test(value)) throw invalid(`must be an integer [json-pointer:/${name}]`);
  return Math.min(Math.max(Number(value), least), most);
}

// An argument that is a structure: itself in JSON, its JSON as a text in a form.
export function structure(p, name, error) {
  const value = p[name];
  if (typeof value !== 'string') return value;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw error;
  }
}

// The time of a message is a text, and stays one. Compared by seconds, then microseconds.
export const isTs = (value) => /^\d{1,10}\.\d{6}$/.test(value);
export function compareTs(a, b) {
  const [[aSeconds, aMicros], [bSeconds, bMicros]] = [a, b].map((ts) => ts.split('.').map(Number));
  return aSeconds - bSeconds || aMicros - bMicros;
}
