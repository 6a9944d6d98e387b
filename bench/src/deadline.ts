import type { Failure } from './failure.ts';

/** The result of `work`, or the failure once `timeoutMs` have passed; the work itself is not stopped. */
export async function within<T>(work: Promise<T>, timeoutMs: number, failure: () => Failure): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failure()), timeoutMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
