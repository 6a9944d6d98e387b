import { badCredentialAccepted } from './bad-credential-accepted.ts';
import { eventDeliveredTwice } from './event-delivered-twice.ts';
import { eventSkipped } from './event-skipped.ts';
import type { Fault } from './fault.ts';
import { wrongCloseCode } from './wrong-close-code.ts';

/** Every fault there is. */
export const faults: readonly Fault[] = [badCredentialAccepted, eventDeliveredTwice, eventSkipped, wrongCloseCode];
