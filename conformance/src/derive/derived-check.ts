import type { Channel, Message } from '@agentwire/generated/model';
import type { CheckPlan } from '../check.ts';

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
  /** The text that is sent; a credential is put in when it is sent. */
  text: string;
  /** JSON pointer of the credential, when the frame has a place for it. */
  credential?: string;
  /** A valid frame that must be accepted first, when this one must be refused. */
  twin?: string;
}
