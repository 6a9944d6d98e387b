const groups = 16;

/** Has each group act once in an interval, one group at a time, so that no burst of all falls into a measurement. */
export function inGroups(intervalMs: number, act: (group: number, of: number) => void): NodeJS.Timeout {
  let turn = 0;
  return setInterval(() => {
    turn = (turn + 1) % groups;
    act(turn, groups);
  }, intervalMs / groups);
}
