// Many connections, each with one request under way: bare sockets and no parser, so that it is not what is measured.
import net from 'node:net';

// Sends `requests` ([{ bytes, ... }]) over `connections` for at most `seconds`. Resolves, when all is answered or the
// server is gone, with the rate, the milliseconds each took (sorted), what was acknowledged (200), what was answered
// otherwise ({ status: how many }) and what was sent.
export async function load({ port, connections, requests, seconds }) {
  const run = { port, requests, next: 0, until: performance.now() + seconds * 1000, took: [], acknowledged: [],
    otherwise: {} };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, () => oneAfterAnother(run)));
  const rate = run.acknowledged.length / ((performance.now() - began) / 1000);
  return { rate, took: run.took.sort((a, b) => a - b), acknowledged: run.acknowledged, otherwise: run.otherwise,
    sent: requests.slice(0, run.next) };
}

// Resolves when there is no more to send; a connection that the server closes in between is opened anew.
function oneAfterAnother(run) {
  return new Promise((done) => {
    let socket, current, began, answer;
    const next = () => {
      if (run.next === run.requests.length || performance.now() > run.until) {
        socket.destroy();
        return done();
      }
      current = run.requests[run.next++];
      began = performance.now();
      answer = '';
      socket.write(current.bytes);
    };
    const open = () => {
      socket = net.connect({ port: run.port, host: '127.0.0.1', noDelay: true }, next);
      socket.on('data', (bytes) => {
        answer += bytes.latin1Slice();
        const { whole, status, closes } = reading(answer);
        if (!whole) return;
        run.took.push(performance.now() - began);
        if (status === '200') run.acknowledged.push(current);
        else run.otherwise[status] = (run.otherwise[status] ?? 0) + 1;
        current = undefined;
        if (!closes) return next();
        socket.destroy();
        open();
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        if (current) done();  // it was killed in the middle
      });
    };
    open();
  });
}

// Answers repeat to the letter, for a second at least: each is looked at once.
let known = new Map();
function reading(answer) {
  const before = known.get(answer);
  if (before) return before;
  if (known.size > 1_000) known = new Map();
  const read = { whole: isWhole(answer), status: answer.slice(9, 12), closes: /^connection: close\r/im.test(answer) };
  known.set(answer, read);
  return read;
}

function isWhole(answer) {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  if (/^transfer-encoding: chunked\r/im.test(answer)) return answer.endsWith('0\r\n\r\n');
  const length = Number(/^content-length: (\d+)\r/im.exec(answer)?.[1] ?? 0);
  return answer.length >= head + 4 + length;
}
