/** One breach of a schema. */
export interface Violation {
  /** JSON pointer of the value at fault; empty for the message itself. */
  path: string;
  /** The schema keyword that it breaks, `required`. */
  keyword: string;
  message: string;
}

/** What the check of a received value says. */
export type Checked<Message> =
  | { ok: true; message: Message }
  | {
      ok: false;
      /** `unknown-message` is a well-formed message of a kind that the document does not have. */
      reason: 'not-an-object' | 'no-discriminator' | 'unknown-message' | 'invalid';
      /** The discriminator's value, or empty. */
      name: string;
      errors: Violation[];
    };
