/** What a message of type `operation` asks for. */
export interface Operation {
  op: string;
  args: readonly unknown[];
}

/** Operations that have a sentence, by what they calculate. */
const operations = new Map([
  ['sum', 'calc.sum'],
  ['difference', 'calc.difference'],
  ['product', 'calc.product'],
  ['quotient', 'calc.quotient'],
  ['average', 'calc.average'],
  ['median', 'calc.median'],
  ['minimum', 'calc.minimum'],
  ['maximum', 'calc.maximum'],
]);
const results = new Map([...operations].map(([result, op]) => [op, result]));

/** Longest sentence that is looked at, characters. */
const maxSentence = 1000;
const sentence = /^Calculate the (?<result>[a-z]+) of (?<list>[-\d].*)$/;
const separator = /, and | and |, /;

/**
 * The operation that a sentence asks for; nothing when it asks for none, or for more than the operation
 * can say: the way back gives the very same sentence.
 */
export function operationIn(text: string): Operation | undefined {
  if (text.length > maxSentence) return undefined;
  const { result = '', list = '' } = sentence.exec(text)?.groups ?? {};
  const op = operations.get(result);
  if (!op) return undefined;
  const operation = { op, args: list.split(separator).map(Number) };
  return sentenceOf(operation) === text ? operation : undefined;
}

/** The sentence of an operation; nothing when it has none. */
export function sentenceOf({ op, args }: Operation): string | undefined {
  const result = results.get(op);
  if (!result || args.length === 0 || !args.every((arg) => Number.isFinite(arg))) return undefined;
  return `Calculate the ${result} of ${enumerate(args.map(String))}`;
}

/** `10`, `10 and 20`, `10, 20, and 30`. */
function enumerate(items: readonly string[]): string {
  if (items.length <= 2) return items.join(' and ');
  return `${items.slice(0, -1).join(', ')}, and ${items.at(-1)}`;
}
