import type { Bundle } from '../bundle.ts';
import type { Problem } from '../problem.ts';
import type { Message, Model } from '../shape.ts';

/** On one channel and in one direction every message is told apart by the discriminator's values. */
export function discriminators(bundle: Bundle, model: Model): Problem[] {
  return model.profiles.flatMap(({ channels }) =>
    channels.flatMap((channel) => {
      const { discriminator } = channel.facts;
      const seen = new Map<string, Message>();
      return channel.messages.flatMap((message): Problem[] => {
        if (discriminator.length === 0 || message.facts.packet) return [];
        const place = placeOf(bundle, message);
        const [told] = Object.entries(message.discriminant);
        if (!told) {
          const text = `${message.id} fixes no value of ${discriminator.join(' or ')}; its schema needs a const there`;
          return [{ place, rule: 'discriminator', message: text }];
        }
        const key = [message.direction, ...told].join('\n');
        const other = seen.get(key);
        seen.set(key, message);
        if (!other) return [];
        const text = `${message.id} and ${other.id} (${other.source}) share ${told.join(' = ')} ${message.direction} on channel ${channel.id}`;
        return [{ place, rule: 'discriminator', message: text }];
      });
    }),
  );
}

function placeOf(bundle: Bundle, { source }: Message): Problem['place'] {
  const [file = '', line = '1'] = source.split(/:(?=\d+$)/);
  return { ...bundle.place([]), file, line: Number(line), column: 1 };
}
