// Writes gateway.schema.json, or the file that is named: what the emulated gateway tells, and what a bot says to it, as discord-api-types has it.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const HERE = dirname(fileURLToPath(import.meta.url));
const TYPES = join(HERE, 'node_modules', 'discord-api-types');
const EVENTS = new Set([
  'READY', 'RESUMED', 'GUILD_CREATE', 'GUILD_MEMBERS_CHUNK', 'GUILD_MEMBER_UPDATE', 'CHANNEL_CREATE',
  'MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'INTERACTION_CREATE', 'RATE_LIMITED', 'GUILD_DELETE',
  'THREAD_CREATE', 'THREAD_UPDATE',
]);

// A type is read whole before its parts are asked for only from the top of the union, so both are read whole.
// The generator names what has no name of its own by the place of its file: such names are numbered instead.
function definitionsOf(type) {
  const path = join(TYPES, 'gateway', 'v10.d.ts');
  const config = { path, type, tsconfig: join(HERE, 'tsconfig.json'), jsDoc: 'none', skipTypeCheck: true };
  const { definitions } = createGenerator(config).createSchema(type);
  const names = new Map(Object.keys(definitions).map((name, at) => [name, /^\w+$/.test(name) ? name : `${type}${at}`]));
  const renamed = JSON.stringify(definitions).replace(
    /"#\/definitions\/([^"]+)"/g,
    (_, name) => `"#/definitions/${names.get(decodeURIComponent(name))}"`,
  );
  return Object.fromEntries(Object.entries(JSON.parse(renamed)).map(([name, schema]) => [names.get(name), schema]));
}

// A sum of flags is a number that has no name: to TypeScript it is one of them, to JSON Schema it would not be.
function mended(name, schema) {
  return /Flags$/.test(name) && schema.type === 'number' ? { type: 'integer', minimum: 0 } : schema;
}

function reachable(definitions, roots) {
  const kept = {};
  const waiting = [...roots];
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (name in kept) continue;
    kept[name] = mended(name, definitions[name]);
    for (const [, found] of JSON.stringify(kept[name]).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      waiting.push(decodeURIComponent(found));
    }
  }
  return Object.fromEntries(Object.entries(kept).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const told = definitionsOf('GatewayReceivePayload');
const said = definitionsOf('GatewaySendPayload');
const events = {};
for (const [name, schema] of Object.entries(told)) {
  const event = schema.properties?.t?.const;
  if (EVENTS.has(event)) events[event] = { $ref: `#/definitions/${name}` };
}
const others = ['GatewayHello', 'GatewayHeartbeatRequest', 'GatewayHeartbeatAck', 'GatewayInvalidSession', 'GatewayReconnect'];
const roots = [...Object.values(events).map(({ $ref }) => $ref.slice('#/definitions/'.length)), ...others];
const { version } = JSON.parse(readFileSync(join(TYPES, 'package.json')));
const whole = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: `Made by schema.js from discord-api-types ${version}, MIT: see discord-api-types.LICENSE`,
  events,
  told: { anyOf: others.map((name) => ({ $ref: `#/definitions/${name}` })) },
  said: { $ref: '#/definitions/GatewaySendPayload' },
  definitions: { ...reachable(told, roots), ...reachable(said, ['GatewaySendPayload']) },
};
writeFileSync(process.argv[2] ?? join(HERE, 'gateway.schema.json'), `${JSON.stringify(whole)}\n`);
console.log(Object.keys(events).length, 'events,', Object.keys(whole.definitions).length, 'definitions');
