// The manifest that we ship, against the official schema: as it stands, and with its lines for HTTP.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import Ajv from 'ajv';
import yaml from 'yaml';

const read = (path) => readFile(new URL(path, import.meta.url), 'utf8');
const schema = JSON.parse(await read('../data/slack/manifest.schema.2.0.0.json'));
const text = await read('../../deploy/slack-manifest.yaml');
const header = await read('../../connectors/slack/calls.hpp');
// As its head says: the # taken away from the lines marked HTTP, and Socket Mode off.
const overHttp = text.replace(/^#(.*)# HTTP$/gm, ' $1').replace('socket_mode_enabled: true', 'socket_mode_enabled: false');
const known = new Ajv({ strict: false, formats: { uri: true, url: true } }).compile(schema);

const errors = (manifest) => (known(manifest) ? [] : known.errors);

test('is valid for Socket Mode', () => {
  const manifest = yaml.parse(text);
  assert.deepEqual(errors(manifest), []);
  assert.equal(manifest.settings.socket_mode_enabled, true);
  assert.equal(manifest.settings.event_subscriptions.request_url, undefined);
});

test('is valid for HTTP, with an address for each of our paths', () => {
  const manifest = yaml.parse(overHttp);
  assert.deepEqual(errors(manifest), []);
  const { features, oauth_config: oauth, settings } = manifest;
  const paths = [settings.event_subscriptions.request_url, settings.interactivity.request_url,
    features.slash_commands[0].url, oauth.redirect_urls[0]].map((url) => new URL(url).pathname);
  assert.deepEqual(paths, ['/slack/events', '/slack/interactivity', '/slack/commands', '/slack/oauth/callback']);
});

test('lets people write to the bot, and asks for the scopes that an installation asks for', () => {
  const { features, oauth_config: oauth } = yaml.parse(text);
  assert.deepEqual([features.app_home.messages_tab_enabled, features.app_home.messages_tab_read_only_enabled],
    [true, false]);
  assert.equal([...oauth.scopes.bot].sort().join(), header.match(/scopes = "([^"]+)"/)[1].split(',').sort().join());
});

test('the schema says no to what is none', () => {
  const manifest = yaml.parse(text);
  manifest.features.slash_commands[0].command = 'nudge without a slash';
  assert.notDeepEqual(errors(manifest), []);
});
