// Requests as Slack makes them: what people write to the bot and press, signed, built ahead so that sending costs
// little.
import { createHmac, randomUUID } from 'node:crypto';

export const team = 'T0ACME00001';
export const bot = 'U0NUDGE0001';
export const people = ['Ana', 'Ben', 'Carla', 'David', 'Elena', 'Felix', 'Greta', 'Hugo', 'Ida', 'Jonas', 'Klara',
  'Leon', 'Maria', 'Nils', 'Olga', 'Paul', 'Rosa', 'Sven', 'Tina', 'Uwe'];

export const user = (n) => `U0BENCH${String(n).padStart(4, '0')}`;
const channel = (n) => `D0BENCH${String(n).padStart(4, '0')}`;
const app = 'A0NUDGE0001';

let made = 0;
const microseconds = () => `${Math.floor(Date.now() / 1000)}.${String(++made % 1_000_000).padStart(6, '0')}`;

// A message of user `n` in their conversation with the bot.
export function message(secret, n, text) {
  const ts = microseconds();
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  const payload = { token: 'deprecated', team_id: team, context_team_id: team, context_enterprise_id: null,
    api_app_id: app, event: { user: user(n), type: 'message', ts, client_msg_id: randomUUID(), text, team,
      blocks: [{ type: 'rich_text', block_id: `b${made}`, elements: [section] }], channel: channel(n), event_ts: ts,
      channel_type: 'im' },
    type: 'event_callback', event_id: `Ev${String(made).padStart(9, '0')}`, event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false, event_context: `4-${randomUUID()}` };
  return signed(secret, '/slack/events', 'application/json', JSON.stringify(payload));
}

// A press of user `n` on the button `action` of the card of person number `card`.
export function press(secret, n, card, action) {
  const message_ts = `1790000000.${String(card).padStart(6, '0')}`;
  const label = { type: 'plain_text', text: 'Done', emoji: true };
  const button = { type: 'button', action_id: action, block_id: 'card', text: label, value: action };
  const payload = { type: 'block_actions', team: { id: team, domain: 'acme' }, enterprise: null,
    is_enterprise_install: false, user: { id: user(n), username: `user${n}`, name: `user${n}`, team_id: team },
    api_app_id: app, token: 'deprecated', trigger_id: `1.2.${randomUUID()}`,
    container: { type: 'message', message_ts, channel_id: channel(n), is_ephemeral: false },
    channel: { id: channel(n), name: 'directmessage' },
    message: { user: bot, type: 'message', ts: message_ts, bot_id: 'B0NUDGE0001', app_id: app, text: people[card], team,
      blocks: [{ type: 'section', block_id: 'name', text: { type: 'mrkdwn', text: people[card] } },
        { type: 'actions', block_id: 'card', elements: [button] }] },
    state: { values: {} }, response_url: `https://hooks.slack.com/actions/${team}/1/${made}`,
    actions: [{ ...button, action_ts: microseconds() }] };
  return signed(secret, '/slack/interactivity', 'application/x-www-form-urlencoded',
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}

function signed(secret, path, type, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return Buffer.from(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
    'User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept-Encoding: gzip,deflate\r\nAccept: */*\r\n' +
    `X-Slack-Request-Timestamp: ${timestamp}\r\nX-Slack-Signature: v0=${signature}\r\nContent-Type: ${type}\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
