// As much of Slack's Web API as a bot needs to be told "sent", and no more, so that it takes no time from what is
// measured.
import http from 'node:http';
import { bot, team } from './requests.mjs';

export async function startWebApi() {
  let sent = 0;
  let identified;
  const asked = new Promise((done) => { identified = done; });
  const answers = {
    'auth.test': () => ({ team_id: team, team: 'Acme', user_id: bot, bot_id: 'B0NUDGE0001' }),
    'conversations.open': () => ({ channel: { id: 'D0BENCH0000' } }),
  };
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      const method = request.url.slice('/api/'.length);
      const posted = { channel: 'D0BENCH0000', ts: `1790000001.${String(++sent).padStart(6, '0')}` };
      const body = JSON.stringify({ ok: true, ...(answers[method]?.() ?? posted) });
      response.writeHead(200, { 'Content-Type': 'application/json', 'X-OAuth-Scopes': 'chat:write,im:history' });
      response.end(body);
      if (method === 'auth.test') setTimeout(identified, 200);  // by then it knows who it is
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/api`, asked, close: () => server.close() };
}
