import type { Terminal } from '../report/console.ts';

const COLUMNS = 140;

/** How wide a stream is and whether it shows colours; NO_COLOR and FORCE_COLOR have the last word. */
export const terminalOf = (stream: NodeJS.WriteStream): Terminal => ({
  columns: stream.columns ?? COLUMNS,
  colour: hasColour(stream),
});

function hasColour(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false;
  return process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : stream.isTTY === true && stream.hasColors();
}
