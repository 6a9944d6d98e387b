import type { Channel, Message } from '@agentwire/generated/model';
import type { CheckPlan } from '../check.ts';
import { at } from '../json.ts';
import { payloadPlace } from '../protocol.ts';

/** What a derived check does with its frame. */
export type Expectation =
  /** It is not refused; a message that closes is followed by a close. */
  | 'accepted'
  /** It is answered by the channel's refusal, and the connection stays open. */
  | 'refused'
  /** The connection stays open, whether it is refused or not. */
  | 'survived';

export interface DerivedCheck extends CheckPlan {
  channel: Channel;
  /** The message it was made from; absent for frames that are no message. */
  message?: Message;
  expectation: Expectation;
  /** The text that is sent; credential, fresh ids and path parameters are put in when it is sent. */
  text: string;
  /** JSON pointer of the credential, when the frame has a place for it. */
  credential?: string;
  /** JSON pointers of ids that are made fresh each time it is sent. */
  fresh?: string[];
  /** A valid frame that must be accepted first, when this one must be refused. */
  twin?: string;
  /** A valid frame from which this one differs in one place, where that is not its twin. */
  near?: string;
  /** Places of the message's schema that it is about, as pointers of keywords. */
  reaches?: string[];
}

/** What is put into a frame when it is sent; a place that is wrong on purpose stays as it is. */
export function filledIn(
  channel: Channel,
  message: Message | undefined,
  payload: unknown,
  wrong?: string,
): Pick<DerivedCheck, 'credential' | 'fresh'> {
  const { credential, fresh = [] } = message?.facts ?? {};
  const place = payloadPlace(channel);
  const isThere = (pointer: string): boolean => pointer !== wrong && at(payload, pointer) !== undefined;
  const ids = fresh.filter(isThere).map((pointer) => place + pointer);
  return {
    ...(credential !== undefined && isThere(credential) ? { credential: place + credential } : {}),
    ...(ids.length > 0 ? { fresh: ids } : {}),
  };
}
