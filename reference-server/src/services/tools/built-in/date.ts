import { Temporal } from 'temporal-polyfill';
import type { BuiltIn } from './built-in.ts';

const date = {
  type: 'string',
  maxLength: 64,
  description: 'ISO 8601: a date, or a date with time, in the time zone where it names no offset.',
};
const timeZone = { type: 'string', maxLength: 64, default: 'UTC', description: 'Name of a time zone, Europe/Berlin.' };

export const dateAdd: BuiltIn = {
  name: 'date_add',
  description: 'Adds a duration to a date, or takes a negative one away; days and months are those of the time zone.',
  category: 'time',
  inputSchema: {
    type: 'object',
    properties: {
      date,
      duration: { type: 'string', maxLength: 64, description: 'ISO 8601, P1M or -PT90M.' },
      timeZone,
    },
    required: ['date', 'duration'],
  },
  run({ date, duration, timeZone }: { date: string; duration: string; timeZone?: string }) {
    if (isDate(date)) return Temporal.PlainDate.from(date).add(duration).toString();
    return momentOf(date, timeZone).add(duration).toInstant().toString();
  },
};

export const dateBetween: BuiltIn = {
  name: 'date_between',
  description: 'The duration from one date to another in ISO 8601, and how many milliseconds it has.',
  category: 'time',
  inputSchema: {
    type: 'object',
    properties: {
      from: date,
      to: date,
      largestUnit: { enum: ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'], default: 'day' },
      timeZone,
    },
    required: ['from', 'to'],
  },
  run({ from, to, largestUnit = 'day', timeZone }: Between) {
    const start = momentOf(from, timeZone);
    const end = momentOf(to, timeZone);
    return {
      duration: start.until(end, { largestUnit }).toString(),
      milliseconds: end.epochMilliseconds - start.epochMilliseconds,
    };
  },
};

interface Between {
  from: string;
  to: string;
  largestUnit?: 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';
  timeZone?: string;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

function momentOf(text: string, timeZone = 'UTC'): Temporal.ZonedDateTime {
  const isExact = /T.*(Z|[+-]\d\d:?\d\d)$/i.test(text);
  return isExact
    ? Temporal.Instant.from(text).toZonedDateTimeISO(timeZone)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone);
}
