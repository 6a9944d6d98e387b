/**
 * Faults on the wire that no check notices, and why none should. An entry whose fault is noticed after all, or that
 * matches no fault, is wrong.
 */
export const EXPLAINED: Record<string, string> = {};
