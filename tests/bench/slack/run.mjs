// Signed messages and button presses over HTTP, their effect durable before they are acknowledged: nudged beside
// @slack/bolt that writes one row. The rate when saturated, what each takes in memory, and that nothing acknowledged is
// lost by a kill -9.
//
//   npm ci --prefix tests/bench/slack
//   NUDGED=build/nudged node tests/bench/slack/run.mjs [--folder DIR] [--seconds 4] [--rounds 2] [--users 50]
//       [--connections 1,8,16,32]
//
// DIR is to be on the disk that is meant. The two take turns. nudged also understands what is said, decides, writes its
// answer into its outbox and sends that to a Web API here, as fast as Slack would have it; bolt does none of this.
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './load.mjs';
import { message, people, press, user } from './requests.mjs';
import { Bolt, messageEffect, Nudged, pressEffect, secret } from './sides.mjs';

const { values: options } = parseArgs({ options: {
  folder: { type: 'string', default: os.tmpdir() },
  seconds: { type: 'string', default: '4' },
  rounds: { type: 'string', default: '2' },
  users: { type: 'string', default: '50' },
  connections: { type: 'string', default: '1,8,16,32' },
} });
const seconds = Number(options.seconds);
const users = Number(options.users);
const levels = options.connections.split(',').map(Number);
const fastest = 12_000;  // requests a second that are built ahead

// Every other one a press; the users take turns.
let events = 0;
function built(count) {
  return Array.from({ length: count }, () => {
    const n = ++events;
    const who = n % users;
    const person = Math.floor(n / users) % people.length;
    if (n % 2 === Math.floor(n / users) % 2) {
      const text = `done ${people[person]} event e${n}`;
      return { bytes: message(secret, who, text), effect: messageEffect(text) };
    }
    const action = `done:c${person + 1}`;
    return { bytes: press(secret, who, person, action), effect: pressEffect(user(who), action) };
  });
}

const counted = (effects) => {
  const counts = new Map();
  for (const effect of effects) counts.set(effect, (counts.get(effect) ?? 0) + 1);
  return counts;
};
const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

// Milliseconds that the disk takes for one sync: who syncs once for many gains by how long that is.
async function syncTakes(folder) {
  const file = await open(path.join(folder, 'sync'), 'a');
  const took = [];
  for (let n = 0; n < 200; ++n) {
    await file.write(Buffer.alloc(4096));
    const began = performance.now();
    await file.datasync();
    took.push(performance.now() - began);
  }
  await file.close();
  return at(took.sort((a, b) => a - b), 0.5);
}
const loadAverage = async () => (await readFile('/proc/loadavg', 'utf8')).split(' ')[0];

async function measured(side, connections) {
  const requests = built(Math.ceil(fastest * seconds));
  const before = await side.usage();
  const { rate, took, acknowledged, otherwise, sent } = await load({ port: side.port, connections, requests, seconds });
  const after = await side.usage();
  return { rate, acknowledged, sent, otherwise, resident: after.resident, connections, p50: at(took, 0.5),
    p99: at(took, 0.99), cpu: ((after.cpuMs - before.cpuMs) / acknowledged.length) * 1000, load: await loadAverage() };
}

// What was acknowledged and is not there, and what is there more often than it was sent.
async function checked(side, acknowledged, sent) {
  const there = counted(await side.effects());
  let lost = 0, doubled = 0;
  for (const [effect, count] of counted(acknowledged.map((r) => r.effect))) {
    lost += Math.max(0, count - (there.get(effect) ?? 0));
  }
  const most = counted(sent.map((r) => r.effect));
  for (const [effect, count] of there) doubled += Math.max(0, count - (most.get(effect) ?? 0));
  return { lost, doubled };
}

async function round(side, number) {
  const folder = await mkdtemp(path.join(options.folder, 'slack-bench-'));
  const results = [];
  const acknowledged = [], sent = [];
  const keep = (run) => (acknowledged.push(...run.acknowledged), sent.push(...run.sent), run);
  try {
    console.log(`round ${number}  a sync of 4 KiB takes ${(await syncTakes(folder)).toFixed(2)} ms`);
    await side.prepare(folder);
    await side.start();
    keep(await measured(side, levels.at(-1)));  // warm
    for (const connections of levels) results.push(keep(await measured(side, connections)));
    for (const r of results) {
      console.log(`round ${number}  ${side.name.padEnd(11)} ${String(r.connections).padStart(3)} connections ` +
        `${r.rate.toFixed(0).padStart(6)}/s  p50 ${r.p50.toFixed(1)} ms  p99 ${r.p99.toFixed(1)} ms  ` +
        `${r.cpu.toFixed(0)} us CPU each  ${(r.resident / 2 ** 20).toFixed(0)} MiB  load ${r.load}` +
        (Object.keys(r.otherwise).length ? `  otherwise ${JSON.stringify(r.otherwise)}` : ''));
    }
    const killed = setTimeout(() => side.process.kill('SIGKILL'), seconds * 500);
    side.process.removeAllListeners('exit');
    const requests = built(Math.ceil(fastest * seconds));
    keep(await load({ port: side.port, connections: levels.at(-1), requests, seconds }));
    clearTimeout(killed);
    await side.start();
    const { lost, doubled } = await checked(side, acknowledged, sent);
    console.log(`round ${number}  ${side.name.padEnd(11)} kill -9: of ${acknowledged.length} acknowledged ` +
      `${lost} lost, of ${sent.length} sent ${doubled} there more than once`);
    side.process.removeAllListeners('exit');
    await side.end('SIGKILL');
    const most = (what) => Math.max(...results.map((r) => r[what]));
    return { rate: most('rate'), resident: most('resident'), lost, doubled };
  } finally {
    if (side.process?.exitCode === null && side.process.signalCode === null) side.process.kill('SIGKILL');
    await side.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}
const ratios = [];
let lost = 0;
for (let n = 1; n <= Number(options.rounds); ++n) {
  const theirs = await round(new Bolt(), n);
  const ours = await round(new Nudged(process.env.NUDGED, users), n);
  ratios.push({ rate: ours.rate / theirs.rate, memory: ours.resident / theirs.resident });
  lost += ours.lost + ours.doubled;
}
const rate = median(ratios.map((r) => r.rate));
const memory = median(ratios.map((r) => r.memory));
console.log(`nudged takes ${rate.toFixed(2)} times what @slack/bolt takes (at least 2.5 is wanted), in ` +
  `${memory.toFixed(2)} of its memory (at most 0.25), with ${lost} effects lost or doubled (0)`);
process.exitCode = lost === 0 ? 0 : 1;
