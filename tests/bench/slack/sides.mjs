// The two that are measured, each in a folder of its own: started, killed, started again, and asked what it wrote down.
import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { load } from './load.mjs';
import { message, people, user } from './requests.mjs';
import { startWebApi } from './web_api.mjs';

const run = promisify(execFile);
const here = path.dirname(new URL(import.meta.url).pathname);
export const secret = '8f742231b10e8888abcd99yyyzzz85a5';

// What of it is to be found again: the last word of a message, or whose press on whose card.
export const messageEffect = (text) => text.split(' ').at(-1);
export const pressEffect = (userId, action) => `${userId} ${action}`;

// A program that says on its standard output when it serves.
class Program {
  async run(command, args, { ready, env }) {
    this.process = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let said = '', errors = '';
    this.process.stderr.on('data', (bytes) => { errors = (errors + bytes).slice(-2_000); });
    await new Promise((good, bad) => {
      this.process.stdout.on('data', (bytes) => {
        said += bytes;
        if (ready.test(said)) good();
      });
      this.process.on('error', bad);
      this.process.on('exit', (code) => bad(new Error(`${command} ended with ${code}: ${errors}`)));
    });
    return said.match(ready);
  }

  async end(signal) {
    const ended = new Promise((done) => this.process.on('exit', done));
    this.process.kill(signal);
    await ended;
  }

  // Bytes that are resident now, and the milliseconds of processor that it has used.
  async usage() {
    const read = (name) => readFile(`/proc/${this.process.pid}/${name}`, 'utf8');
    const [status, stat] = await Promise.all([read('status'), read('stat')]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { resident: Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]) * 1024, cpuMs: ticks * 10 };
  }
}

export class Bolt extends Program {
  name = '@slack/bolt';

  async prepare(folder) {
    this.file = path.join(folder, 'bolt.db');
  }
  async start() {
    const env = { FILE: this.file, SECRET: secret, NODE_ENV: 'production' };
    const app = path.join(here, 'bolt_app.mjs');
    [, this.port] = await this.run(process.execPath, [app], { ready: /^port (\d+)$/m, env });
  }
  async effects() {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    const database = new Database(this.file);
    const rows = database.prepare('SELECT user, what FROM effects').all();
    database.close();
    return rows.map(({ user: who, what }) =>
      (what.startsWith('done:') ? pressEffect(who, what) : messageEffect(what)));
  }
  async close() {}
}

export class Nudged extends Program {
  name = 'nudged';

  constructor(binary, users) {
    super();
    Object.assign(this, { binary, users });
  }

  // Owners who are paired and have their people.
  async prepare(folder) {
    this.api = await startWebApi();
    this.data = path.join(folder, 'nudged');
    await mkdir(this.data);
    this.port = await freePort();
    const file = async (name, content) => {
      await writeFile(path.join(folder, name), content, { mode: 0o600 });
      return path.join(folder, name);
    };
    this.config = await file('nudged.toml', `[http]\npublic_url = "http://127.0.0.1:${this.port}"\n` +
      `[slack]\nmode = "http"\n` +
      `bot_token_file = "${await file('token', 'xoxb-1-bench')}"\napi_url = "${this.api.url}"\n` +
      `signing_secret_file = "${await file('secret', secret)}"\n`);
    await this.start();
    const asked = await Promise.race([this.api.asked, delay(10_000, 'never', { ref: false })]);
    if (asked === 'never') throw new Error('nudged has not asked Slack who it is');
    const everybody = people.map((name) => `add ${name} every week`).join('\n');
    for (let n = 0; n < this.users; ++n) {
      await this.command('owner', 'add', user(n));
      const code = (await this.command('pair', 'slack', '--owner', user(n))).match(/code ([0-9a-z]{16})/)[1];
      await this.say(n, code);
      await this.say(n, everybody);
    }
    const contacts = (await this.exported()).filter(({ type }) => type === 'contact').length;
    if (contacts !== this.users * people.length) throw new Error(`${contacts} people were added`);
    await this.end('SIGTERM');
  }
  // With the settings that its service has.
  async start() {
    const unit = await readFile(path.join(here, '../../../systemd/nudged.service'), 'utf8');
    const env = Object.fromEntries([...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, ...pair]) => pair));
    await this.run(this.binary, [...this.common(), 'run', '--listen', `127.0.0.1:${this.port}`],
      { ready: /^ready$/m, env });
  }
  async effects() {
    const lines = await this.exported();
    const owners = new Map(lines.filter(({ type }) => type === 'owner').map(({ id, name }) => [id, name]));
    return lines.filter(({ type, what }) => type === 'journal' && what === 'touched').map(({ owner, contact, note }) =>
      (note ? messageEffect(note) : pressEffect(owners.get(owner), `done:c${contact}`)));
  }
  async close() { this.api.close(); }

  async say(n, text) {
    const { acknowledged } = await load({ port: this.port, connections: 1, seconds: 10,
      requests: [{ bytes: message(secret, n, text) }] });
    if (acknowledged.length !== 1) throw new Error(`"${text}" was not heard`);
  }
  common() { return ['--data', this.data, '--config', this.config]; }
  async command(...args) {
    return (await run(this.binary, [...this.common(), ...args], { maxBuffer: 1 << 30 })).stdout;
  }
  async exported() { return (await this.command('export')).trimEnd().split('\n').map((line) => JSON.parse(line)); }
}

async function freePort() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
