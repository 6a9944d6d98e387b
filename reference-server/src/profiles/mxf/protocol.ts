import type { MxfAck, MxfClientMessage, MxfServerMessage } from '@agentwire/generated/types/mxf';
import type { HandlerTable } from '../../handler.ts';
import type { NameOf, Protocol } from '../../protocol.ts';
import type { Seats } from './seats.ts';

/** What an acknowledgement says; success unless it says otherwise. */
export type Acknowledged = Partial<MxfAck>;

/** The events of MXF; the server fills in messageId and timestamp of what others publish. */
export interface Mxf extends Protocol {
  client: MxfClientMessage;
  server: MxfServerMessage;
  draft: MxfServerMessage;
  state: Seats;
  acknowledged: Acknowledged;
}

/** The handlers of one family of events, `memory`. */
export type Handlers<Family extends string> = Pick<
  HandlerTable<Mxf>,
  Extract<NameOf<Mxf['client']>, `${Family}:${string}`>
>;
