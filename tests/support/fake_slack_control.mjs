// What a test may do to the fake Slack, and read from it: the calls under /control/.
import * as person from './fake_slack_person.mjs';

// Each takes the body and the query, and returns what is answered.
export function controlsOf(slack) {
  const { world, socket, urls, oauth } = slack;
  const deliveryOf = (n) => world.deliveries[n - 1] ?? raise(`there was no delivery ${n}`);
  return {
    'POST say': (what) => person.say(world, what),
    'POST edit': (what) => person.edit(world, what),
    'POST erase': (what) => person.erase(world, what),
    'POST open_home': (what) => person.openHome(world, what),
    'POST slash': (what) => person.slash(world, what),
    'POST press': (what) => person.press(world, what),
    'POST user': ({ team, user, ...profile }) => Object.assign(world.user(world.team(team), user), profile),
    'POST workspace': ({ id, name, domain, ...more }) => {
      const team = world.teams.get(id) ?? world.addTeam({ id, name, domain });
      set(team, more);
      return { id: team.id };
    },
    'POST install': ({ team, scopes }) => ({ token: world.install(world.team(team), scopes) }),
    'POST uninstall': (what) => oauth.uninstall(what),
    'POST revoke': (what) => oauth.revoke(what),
    'POST consent': (what) => void Object.assign(oauth.consent, what),
    'POST event': ({ team, event }) =>
      ({ delivery: world.deliver('events_api', world.wrapped(world.team(team), event)).n }),
    'POST outer': ({ payload, type = 'events_api' }) => ({ delivery: world.deliver(type, payload).n }),
    'POST redeliver': ({ n, as = 'same' }) => redelivered(slack, deliveryOf(n), as),
    'POST faults': (faults) => {
      for (const fault of [faults].flat()) slack.faults.push({ times: 1, method: '*', ...fault });
    },
    'POST app': (what) => set(world.app, what),
    'POST settings': (what) => set(world, what),
    'POST socket': (what) => set(socket.settings, what),
    'POST disconnect': (what) => socket.disconnect(what),
    'POST drop': (what) => socket.drop(what),
    'POST urls': ({ settings = {}, ...where }) => {
      set(urls.urls, where);
      set(urls.settings, settings);
    },
    'POST verify': () => urls.verify(),
    'POST advance': ({ seconds }) => void (world.shift += seconds * 1_000),
    'POST clock': ({ now }) => void (world.shift = Date.parse(now) - Date.now()),
    'GET messages': async (_, query) => {
      await newerThan(world, Number(query.get('after') ?? -1), Number(query.get('wait') ?? 0));
      const [team, user] = ['team', 'user'].map((name) => query.get(name) ?? undefined);
      return { revision: world.revision, messages: person.view(world, { team, user }) };
    },
    'GET log': () => slack.log,
    'GET deliveries': () => world.deliveries,
    'GET sockets': () => socket.state(),
    'GET homes': () => [...world.teams.values()].flatMap((team) => [...team.homes].map(([user, view]) =>
      ({ team: team.id, user, view, buttons: person.pressables(view.blocks).map(person.asSeen) }))),
    'GET state': () => ({ socketMode: world.socketMode, now: new Date(world.now()).toISOString(),
      faults: slack.faults.filter((f) => f.times > 0),
      teams: [...world.teams.values()].map(({ id, name, token, bot, users, channels, scopes }) => ({ id, name,
        installed: token !== null, bot, scopes: [...scopes], users: [...users.keys()],
        channels: [...channels.values()].map((c) => ({ id: c.id, user: c.user })) })) }),
  };
}

// Once more what was delivered already: 'same' as it was (the same envelope; no retry headers), 'retry' as the first
// repetition, 'new_id' as an event of its own that carries the same message.
function redelivered({ world, socket, urls }, delivery, as) {
  if (as === 'new_id') {
    return { delivery: world.deliver(delivery.type, { ...delivery.payload, event_id: world.id('Ev') }).n };
  }
  const retry = as === 'retry' ? 1 : 0;
  const envelope = retry ? undefined : socket.envelopes.get(delivery);
  if (world.socketMode) void socket.attempt(delivery, { retry, envelope });
  else void urls.attempt(delivery, retry, 'http_timeout');
  return { delivery: delivery.n };
}

function newerThan(world, revision, wait) {
  if (world.revision > revision || wait <= 0) return undefined;
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      world.listeners.delete(end);
      done();
    };
    const timer = setTimeout(end, Math.min(wait, 60_000));
    world.listeners.add(end);
  });
}

// What is set is there already; who says it is nothing to set.
function set(target, { team, user, ...what }) {
  for (const [name, value] of Object.entries(what)) {
    if (!Object.hasOwn(target, name)) raise(`nothing called "${name}" can be set`);
    target[name] = value;
  }
}

function raise(message) {
  throw new Error(message);
}
