import type { Channel, Direction, JsonSchema, Message, Model } from '@agentwire/generated/model';
import Ajv, { type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { at, brief, isObject, type JsonObject } from './json.ts';
import { classify, discriminatorOf, isPacket, nameOf, payloadPlace, requirementOf } from './protocol.ts';

/** One way in which a value differs from its schema. */
export interface Fault {
  /** JSON pointer into the value, `''` for the root; for a missing member, the member's own place. */
  path: string;
  keyword: string;
  message: string;
}

/** What a received frame is worth. */
export interface Judgement {
  /** Parsed JSON; undefined when it is none. */
  value: unknown;
  /** The message it is, when its discriminator is known. */
  message?: Message;
  /** Empty when nothing is wrong with it. */
  faults: Fault[];
  /** On which requirement the faults hang. */
  requirement?: string;
  /** A discriminator that the document does not know: no fault, later versions may have more messages. */
  unknownName?: string;
}

/** Keywords that only repeat what their subschemas say. */
const WRAPPERS = new Set(['if', 'anyOf', 'oneOf']);

/** Validates values against the model's schemas, all errors and all formats. */
export class Judge {
  readonly #ajv: Ajv.default;
  readonly #compiled = new Map<string, ValidateFunction>();
  /** Schemas that are not in the model by themselves. */
  readonly #loose = new WeakMap<JsonObject, ValidateFunction>();

  constructor(model: Pick<Model, 'schemas'>) {
    this.#ajv = new Ajv.default({ allErrors: true, strict: false, validateFormats: true, ownProperties: true });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'agentwire:model', schemas: model.schemas } as AnySchema);
  }

  /** What is wrong with `value` as schema `name` of the model. */
  faults(name: string, value: unknown): Fault[] {
    let validate = this.#compiled.get(name);
    if (!validate) {
      validate = this.#ajv.compile({ $ref: `agentwire:model#/schemas/${name}` });
      this.#compiled.set(name, validate);
    }
    return validate(value) ? [] : (validate.errors ?? []).map(toFault);
  }

  /** What is wrong with `value` as a schema that is not in the model; references reach into the model. */
  faultsOf(schema: JsonSchema, value: unknown): Fault[] {
    const validate = isObject(schema) ? this.#compiledOf(schema) : this.#ajv.compile(schema as AnySchema);
    return validate(value) ? [] : (validate.errors ?? []).map(toFault);
  }

  #compiledOf(schema: JsonObject): ValidateFunction {
    const known = this.#loose.get(schema);
    if (known) return known;
    const validate = this.#ajv.compile(withModelReferences(schema) as AnySchema);
    this.#loose.set(schema, validate);
    return validate;
  }

  /** Judges a received text against its channel; `text` is undefined when the frame could not be decoded. */
  judge(options: { channel: Channel; direction: Direction; text: string | undefined }): Judgement {
    const { channel, direction, text } = options;
    const envelope = channel.facts.requirements?.envelope;
    const broken = (value: unknown, path: string, keyword: string, message: string): Judgement => ({
      value,
      faults: [{ path, keyword, message }],
      requirement: envelope,
    });
    let value: unknown;
    try {
      value = JSON.parse(text ?? '');
    } catch (error) {
      return broken(undefined, '', 'json', `must be JSON (${(error as Error).message})`);
    }
    if (channel.facts.discriminator.length === 0) return this.#untold(channel, direction, value);
    if (!isObject(value)) return broken(value, '', 'type', 'must be a JSON object');
    const message = classify(channel, direction, value);
    if (message) {
      const place = payloadPlace(channel);
      const faults = essential(this.faults(message.schema, at(value, place))).map((fault) => ({
        ...fault,
        path: place + fault.path,
      }));
      return { value, message, faults, requirement: requirementOf(channel, message) };
    }
    if (isPacket(channel, value)) return { value, faults: [] };
    const name = nameOf(channel, value);
    if (name !== undefined) return { value, faults: [], unknownName: name };
    const [property, ...others] = channel.facts.discriminator;
    const path = property === undefined || others.length > 0 ? '' : `/${property.replaceAll('.', '/')}`;
    return broken(value, path, 'discriminator', `must be named by a string (${discriminatorOf(channel)})`);
  }

  /** Where nothing tells messages apart, a value must be valid by one of them. */
  #untold(channel: Channel, direction: Direction, value: unknown): Judgement {
    const tried = channel.messages
      .filter((message) => message.direction === direction)
      .map((message) => ({ message, faults: essential(this.faults(message.schema, value)) }))
      .sort((left, right) => left.faults.length - right.faults.length);
    const [best, ...others] = tried;
    if (!best) return { value, faults: [] };
    const requirement = requirementOf(channel, best.message);
    if (best.faults.length === 0) return { value, message: best.message, faults: [], requirement };
    if (others.length === 0) return { value, message: best.message, faults: best.faults, requirement };
    const names = tried.map(({ message }) => message.name).join(', ');
    const fault: Fault = { path: '', keyword: 'anyOf', message: `must be valid by one of ${names}` };
    return { value, faults: [fault], requirement };
  }
}

function toFault(error: ErrorObject): Fault {
  const path =
    error.keyword === 'required' ? `${error.instancePath}/${error.params.missingProperty}` : error.instancePath;
  const detail =
    error.keyword === 'enum'
      ? `must be one of ${error.params.allowedValues.map((value: unknown) => brief(value)).join(', ')}`
      : error.keyword === 'const'
        ? `must be ${brief(error.params.allowedValue)}`
        : error.keyword === 'required'
          ? 'is required'
          : (error.message ?? error.keyword);
  return { path, keyword: error.keyword, message: detail };
}

/** Without wrappers, unless nothing else is left. */
function essential(faults: Fault[]): Fault[] {
  const leaves = faults.filter((fault) => !WRAPPERS.has(fault.keyword));
  return leaves.length > 0 ? leaves : faults;
}

function withModelReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withModelReferences);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' && item.startsWith('#/')
        ? `agentwire:model${item}`
        : withModelReferences(item),
    ]),
  );
}

/** `/data/status must be one of "online", "away"`, for each fault. */
export function describe(faults: readonly Fault[]): string {
  return faults.map((fault) => `${fault.path === '' ? 'the message' : fault.path} ${fault.message}`).join('; ');
}
