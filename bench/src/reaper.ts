/**
 * Entry of a process that outlives the bench by a moment: when the bench is gone, however it ended, the
 * servers that it had started are ended too. Processes of the harness need no reaper, they end by themselves.
 */
const watched = new Set<number>();

process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('message', (pid: number) => watched.add(pid));
process.on('disconnect', () => {
  for (const pid of watched) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It had ended already.
    }
  }
  process.exit();
});
