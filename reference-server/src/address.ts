/** The other end of a connection, as far as it matters who connects how often. */
export interface Address {
  /** For the log, `203.0.113.7`. */
  readonly text: string;
  /** What one subscriber of a network usually has: the address of IPv4, the first half of IPv6's. */
  readonly network: string;
  readonly isLoopback: boolean;
}

const mappedPrefix = Buffer.from('00000000000000000000ffff', 'hex');

/** Reads an address as it is in memory: 4 bytes, or 16, in which those of IPv4 may be. */
export function readAddress(memory: ArrayBuffer): Address {
  const bytes = Buffer.from(memory);
  if (bytes.length === 4) return ipv4(bytes);
  if (bytes.subarray(0, 12).equals(mappedPrefix)) return ipv4(bytes.subarray(12));
  const groups = (bytes.toString('hex').match(/.{4}/g) ?? []).map((group) => group.replace(/^0{1,3}/, ''));
  return {
    text: groups.join(':'),
    network: groups.slice(0, 4).join(':'),
    isLoopback: groups.join('') === '00000001',
  };
}

function ipv4([first, second, third, fourth]: Buffer): Address {
  const text = `${first}.${second}.${third}.${fourth}`;
  return { text, network: text, isLoopback: first === 127 };
}
