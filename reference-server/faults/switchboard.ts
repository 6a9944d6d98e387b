import type { Faults } from '../src/services/control.ts';
import { faults } from './all.ts';

let active: { name: string; hits: number } | undefined;
let undo = (): void => {};

/** The faults of this process, of which one is on at most. */
export const switchboard: Faults = {
  all: faults.map(({ name, breaks }) => ({ name, breaks })),

  get active() {
    return active;
  },

  switchOn(name) {
    const fault = faults.find((candidate) => candidate.name === name);
    if (!fault) throw new RangeError(`there is no fault ${name}`);
    switchboard.switchOff();
    const state = { name, hits: 0 };
    undo = fault.switchOn(() => {
      state.hits++;
    });
    active = state;
  },

  switchOff() {
    undo();
    undo = () => {};
    active = undefined;
  },
};
