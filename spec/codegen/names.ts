/** `agent_status` and `agent-status` become `AgentStatus`; `Foo.Bar/baz` becomes `FooBarBaz`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join('')
    .replace(/^(?=\d)/, '_');
}

/** `agent-status` becomes `agentStatus`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return (pascal[0] ?? '').toLowerCase() + pascal.slice(1);
}

/** `Streetlights MQTT API` becomes `streetlights-mqtt-api`. */
export function kebabCase(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-');
}

/** Names that mean something in every module; a type of that name would hide it from whoever imports the type. */
const GLOBALS = new Set([
  ...['Array', 'Blob', 'Boolean', 'Buffer', 'Date', 'Error', 'Event', 'EventTarget', 'File', 'Function', 'Headers'],
  ...['Map', 'Node', 'Notification', 'Number', 'Object', 'Partial', 'Promise', 'Proxy', 'Readonly', 'Record'],
  ...['Request', 'Required', 'Response', 'Set', 'String', 'Symbol', 'Text', 'WebSocket'],
]);

/** How the type of a message or schema is called: `Error` becomes `ErrorMessage`. */
export function typeName(name: string): string {
  return GLOBALS.has(name) ? `${name}Message` : name;
}
