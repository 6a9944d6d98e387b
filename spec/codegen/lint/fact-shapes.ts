import type { ValidateFunction } from 'ajv';
import type { Bundle } from '../bundle.ts';
import { messageHome } from '../model.ts';
import { isObject, parsePointer, type Segment, valueAt } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import { shapeValidator } from '../shape-schema.ts';

/** `x-agentwire` on channels and messages has the members that readers know, and no others. */
export function factShapes({ document, place }: Bundle): Problem[] {
  const channelFacts = shapeValidator('ChannelFacts');
  const messageFacts = shapeValidator('MessageFacts');
  const defaults = { transport: 'websocket', frames: 'text', discriminator: [] };
  const channels = Object.keys((document.channels as object | undefined) ?? {});
  const seen = new Set<string>();
  return channels.flatMap((channel) => {
    const home = ['channels', channel];
    const messages = Object.keys((valueAt(document, [...home, 'messages']) as object | undefined) ?? {})
      .map((key) => messageHome(document, channel, key))
      .filter((path) => !seen.has(path.join('/')) && seen.add(path.join('/')));
    return [
      ...breaches(channelFacts, document, place, home, defaults),
      ...messages.flatMap((path) => breaches(messageFacts, document, place, path, {})),
    ];
  });
}

function breaches(
  validate: ValidateFunction,
  document: unknown,
  place: Bundle['place'],
  home: Segment[],
  defaults: object,
): Problem[] {
  const facts = valueAt(document, [...home, 'x-agentwire']);
  if (facts === undefined) return [];
  if (validate(isObject(facts) ? { ...defaults, ...facts } : facts)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const inner = [
      ...parsePointer(instancePath),
      ...('additionalProperty' in params ? [params.additionalProperty] : []),
    ];
    const allowed = 'allowedValues' in params ? `: ${params.allowedValues.join(', ')}` : '';
    return {
      place: place([...home, 'x-agentwire', ...inner]),
      rule: 'fact-shape',
      message: `x-agentwire ${inner.join('.')} ${message}${allowed}`,
    };
  });
}
