import type { Channel, Direction, Message, Model, Profile, Requirement } from '../shape.ts';
import { fieldTable } from './fields.ts';
import { safe, table } from './html.ts';

const arrows: Record<Direction, string> = {
  'client-to-server': 'client → server',
  'server-to-client': 'server → client',
};

/** What a profile's implementer looks up: channels, messages, requirements, settled questions, codes. */
export function profilePage(model: Model, profile: Profile): string {
  return [
    `<h1>${safe(profile.title)}</h1><p>${safe(profile.summary)}</p>`,
    `<p><a href="#messages">Messages</a> · <a href="#requirements">Requirements</a> · <a href="#ambiguities">Settled ambiguities</a> · <a href="#codes">Codes</a></p>`,
    ...profile.channels.map((channel) => channelSection(profile, channel)),
    `<h2 id="messages">Messages</h2>`,
    messageIndex(profile),
    ...unique(profile.channels.flatMap(({ messages }) => messages)).map((message) =>
      messageSection(model, profile, message),
    ),
    `<h2 id="requirements">Requirements</h2>`,
    ...[...Map.groupBy(profile.requirements, ({ id }) => id.split('/')[1] ?? '')].map(
      ([topic, rows]) => `<h3>${safe(topic)}</h3>${rows.map(requirementSection).join('\n')}`,
    ),
    `<h2 id="ambiguities">Settled ambiguities</h2>`,
    ambiguities(model, profile),
    `<h2 id="codes">Error and close codes</h2>`,
    ...profile.channels.map(codes),
  ].join('\n');
}

/** All messages at a glance, by direction. */
function messageIndex({ channels }: Profile): string {
  const links = (direction: Direction) =>
    unique(channels.flatMap(({ messages }) => messages))
      .filter((message) => message.direction === direction)
      .map(({ id, name }) => `<a href="#${id}"><code>${safe(name)}</code></a>`)
      .join('<br>');
  const directions = Object.keys(arrows) as Direction[];
  return table(
    directions.map((direction) => arrows[direction]),
    [directions.map(links)],
  );
}

function unique(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [`${message.id} ${message.direction}`, message])).values()];
}

function channelSection(profile: Profile, channel: Channel): string {
  const { facts } = channel;
  const rows = Object.entries(facts)
    .filter(([name]) => !['closeCodes', 'errors', 'requirements'].includes(name))
    .map(([name, value]) => [safe(name), `<code>${safe(plain(value))}</code>`]);
  const carriers = profile.carriers
    .map(({ in: where, name }) => `${safe(where)} <code>${safe(name)}</code>`)
    .join(', ');
  return `<h2 id="${channel.id}"><code>${safe(profile.pathname + channel.address)}</code></h2>
<p>${safe(channel.description)}</p>
<p>Credential: ${carriers || 'none'}.</p>
${table(['fact', ''], rows)}`;
}

/** A fact in one line: `intervalMs 30000, controlFrames true`. */
function plain(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(plain).join(', ');
  return Object.entries(value)
    .map(([name, inner]) => (typeof inner === 'object' ? `${name} (${plain(inner)})` : `${name} ${inner}`))
    .join(', ');
}

function messageSection(model: Model, profile: Profile, message: Message): string {
  const channels = profile.channels.filter(({ messages }) => messages.some(({ id }) => id === message.id));
  const where =
    channels.length < profile.channels.length ? ` on ${channels.map(({ address }) => address).join(', ')}` : '';
  const replies = message.replies.length
    ? `<p>Answered by ${message.replies.map((id) => `<a href="#${id}">${safe(id)}</a>`).join(' or ')}.</p>`
    : '';
  const owner = message.facts.requirement
    ? `<p class="soft">Its schema belongs to ${link(message.facts.requirement)}.</p>`
    : '';
  return `<h3 id="${message.id}"><code>${safe(message.name)}</code> <span class="soft">${arrows[message.direction]}${safe(where)} · ${message.id}</span></h3>
<p>${safe(message.summary)}</p>${replies}
${fieldTable(model, message.schema)}
${message.examples.map(({ payload }) => `<pre>${safe(JSON.stringify(payload, null, 2))}</pre>`).join('\n')}${owner}`;
}

function requirementSection(row: Requirement): string {
  const lines = [
    row.note ? `<p class="soft">${safe(row.note)}</p>` : '',
    `<p class="soft">${safe(row.party)} · ${safe(row.basis)}${row.needs.length ? ` · needs ${safe(row.needs.join(', '))}` : ''}${row.excused ? ` · excused: ${safe(row.excused.reason)}` : ''} · ${safe(row.covers.join(', '))}</p>`,
  ];
  return `<div class="requirement" id="${row.id}"><p><span class="level">${row.level}</span> ${safe(row.text)}</p>
<p><a href="#${row.id}"><code>${row.id}</code></a></p>${lines.join('')}</div>`;
}

/** Where each ambiguity of the system's own document is settled, by its number. */
function ambiguities(model: Model, profile: Profile): string {
  const pattern = new RegExp(`${profile.id.toUpperCase()}-A\\d+`, 'g');
  const found = new Map<string, Set<string>>();
  const note = (text: string | undefined, place: string): void => {
    for (const [id] of (text ?? '').matchAll(pattern)) found.set(id, (found.get(id) ?? new Set()).add(place));
  };
  for (const row of profile.requirements) note(row.note, `${link(row.id)}: ${safe(row.note)}`);
  const messages = unique(profile.channels.flatMap((channel) => channel.messages));
  for (const { id, summary, schema } of messages) {
    const text = `${summary} ${JSON.stringify(model.schemas[schema])}`;
    note(text, `<a href="#${id}">${safe(id)}</a>`);
  }
  const prefix = profile.id[0]?.toUpperCase() + profile.id.slice(1);
  for (const [name, schema] of Object.entries(model.schemas)) {
    if (name.startsWith(prefix) && !name.endsWith('Payload')) note(JSON.stringify(schema), `schema ${safe(name)}`);
  }
  const rows = [...found]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([id, places]) => [safe(id), [...places].join('<br>')]);
  return table(['', 'where the reading stands'], rows);
}

function codes({ id, address, facts }: Channel): string {
  const errors = Object.entries(facts.errors ?? {}).map(([code, text]) => [`<code>${safe(code)}</code>`, safe(text)]);
  const closes = Object.entries(facts.closeCodes ?? {}).map(([reason, code]) => [`<code>${code}</code>`, safe(reason)]);
  if (errors.length + closes.length === 0) return '';
  return `<h3>${safe(address || id)}</h3>${table(['error', 'on the wire'], errors)}${table(['close code', 'why'], closes)}`;
}

function link(requirement: string): string {
  return `<a href="#${requirement}"><code>${safe(requirement)}</code></a>`;
}
