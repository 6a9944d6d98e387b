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
        const place = placeOf(bundle, message);
        const values = discriminator.map((property) => message.discriminant[property]);
        if (discriminator.length > 0 && values[0] === undefined) {
          const text = `${message.id} fixes no value of ${discriminator[0]}; its schema needs a const there`;
          return [{ place, rule: 'discriminator', message: text }];
        }
        if (discriminator.length === 0) return [];
        const key = [message.direction, ...values].join('\n');
        const other = seen.get(key);
        seen.set(key, message);
        if (!other) return [];
        const text = `${message.id} and ${other.id} (${other.source}) share ${discriminator.join(', ')} = ${values.join(', ')} ${message.direction} on channel ${channel.id}`;
        return [{ place, rule: 'discriminator', message: text }];
      });
    }),
  );
}

function placeOf(bundle: Bundle, { source }: Message): Problem['place'] {
  const [file = '', line = '1'] = source.split(/:(?=\d+$)/);
  return { ...bundle.place([]), file, line: Number(line), column: 1 };
}
