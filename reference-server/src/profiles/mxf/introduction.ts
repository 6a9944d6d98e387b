import type { MxfConnect } from '@agentwire/generated/types/mxf';
import { isMxfConnect } from '@agentwire/generated/validators/mxf';
import type { Credentials, Identity } from '../../credentials.ts';
import { ProtocolError } from '../../errors.ts';
import type { Introduction } from '../../profile.ts';
import type { Suspect } from '../../suspicions.ts';
import { readRefusal } from './errors.ts';

/** A user or an agent says who it is in CONNECT, where the header of the upgrade has not said so (MXF-A01). */
export const introduction: Introduction = {
  async identify({ token, auth, visitor }, credentials) {
    if (isMxfConnect(auth)) {
      const presented = await identifyBy(auth, { credentials, visitor });
      if (presented) return presented;
    }
    if (token === undefined) throw new ProtocolError('NOT_AUTHENTICATED');
    return credentials.verify(token, 'websocket', visitor);
  },

  refusal: readRefusal,
};

interface Judging {
  credentials: Credentials;
  visitor: Suspect;
}

/** @returns nothing when there is no credential in it */
async function identifyBy(auth: MxfConnect, { credentials, visitor }: Judging): Promise<Identity | undefined> {
  const { domainKey = '', username, password = '', keyId, secretKey = '', agentId } = auth;
  if (keyId !== undefined) return credentials.verifyAgent({ domainKey, keyId, secretKey, agentId }, visitor);
  if (username !== undefined) return credentials.verifyUser({ domainKey, username, password }, visitor);
  return undefined;
}
