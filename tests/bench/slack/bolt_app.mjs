// What nudged is measured against: the least that a bot on @slack/bolt does to write down a message or a press durably
// before it is acknowledged. It answers nobody, looks nobody up, and asks Slack nothing.
//
//   FILE=... SECRET=... node bolt_app.mjs      prints "port N"
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { App, HTTPReceiver, LogLevel } = require('@slack/bolt');
const Database = require('better-sqlite3');

const database = new Database(process.env.FILE);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`CREATE TABLE IF NOT EXISTS effects (
  key TEXT PRIMARY KEY, user TEXT NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`);
const write = database.prepare('INSERT OR IGNORE INTO effects VALUES (?, ?, ?, ?)');

const receiver = new HTTPReceiver({ signingSecret: process.env.SECRET, processBeforeResponse: true,
  endpoints: ['/slack/events', '/slack/interactivity'], logLevel: LogLevel.ERROR });
const app = new App({ receiver, convoStore: false, logLevel: LogLevel.ERROR, tokenVerificationEnabled: false,
  authorize: () => Promise.resolve({ botToken: 'xoxb-bench', botId: 'B0NUDGE0001', botUserId: 'U0NUDGE0001' }) });
app.message(async ({ message: { channel, ts, user, text } }) => {
  write.run(`message:${channel}:${ts}`, user, text, Date.now());
});
app.action(/./, async ({ ack, action, body }) => {
  write.run(`press:${body.user.id}:${action.action_ts}`, body.user.id, action.action_id, Date.now());
  await ack();
});

const server = await app.start({ port: 0, host: '127.0.0.1' });
console.log(`port ${server.address().port}`);
