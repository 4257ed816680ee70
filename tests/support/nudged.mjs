// The real daemon, as a test runs it: in a folder of its own, on a clock of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const binary = process.env.NUDGED;
const run = promisify(execFile);

export class Nudged {
  static async inNewFolder() {
    const nudged = new Nudged();
    nudged.data = await mkdtemp(path.join(os.tmpdir(), 'nudged-'));
    return nudged;
  }

  // A file beside the data, readable by its owner alone.
  async file(name, content) {
    const where = path.join(this.data, name);
    await writeFile(where, content, { mode: 0o600 });
    return where;
  }

  // Resolves once it serves; `open` is then the address of the page.
  async start({ clock, config, listen = '127.0.0.1:0' } = {}) {
    const args = [...this.#common(config), 'run', '--listen', listen, ...(clock ? ['--clock', clock] : [])];
    this.config = config;
    this.daemon = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.log = '';
    this.daemon.stderr.on('data', (bytes) => { this.log += bytes; });
    let said = '';
    await new Promise((ready, failed) => {
      this.daemon.stdout.on('data', (bytes) => {
        said += bytes;
        if (/^ready$/m.test(said)) ready();
      });
      this.daemon.on('exit', (code) => failed(new Error(`nudged ended with ${code}: ${this.log}`)));
    });
    this.open = said.match(/^open (\S+)$/m)?.[1];
  }

  // SIGTERM; resolves with the exit code and how many milliseconds it took.
  async stop(signal = 'SIGTERM') {
    const began = Date.now();
    this.daemon.removeAllListeners('exit');
    const ended = new Promise((done) => this.daemon.on('exit', (code) => done(code)));
    this.daemon.kill(signal);
    return { code: await ended, ms: Date.now() - began };
  }

  async command(...args) { return (await run(binary, [...this.#common(this.config), ...args])).stdout; }
  async json(...args) { return JSON.parse(await this.command(...args, '--json')); }

  async remove() {
    if (this.daemon?.exitCode === null) await this.stop('SIGKILL');
    await rm(this.data, { recursive: true, force: true });
  }

  #common(config) { return ['--data', this.data, ...(config ? ['--config', config] : [])]; }
}
