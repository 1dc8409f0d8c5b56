/** The frames that git speaks (gitprotocol-common(5)): four hex digits of length, themselves included, and the payload. */
export function pktLine(payload: Buffer | string): Buffer {
  const bytes = Buffer.from(payload);
  return Buffer.concat([Buffer.from((bytes.length + HEAD_BYTES).toString(16).padStart(HEAD_BYTES, '0')), bytes]);
}

export const FLUSH = Buffer.from('0000');

const HEAD_BYTES = 4;
/** one of them has 65520 bytes at most, of which five are not payload */
const MOST_BYTES = 65_515;

/** `data` is for the program, `progress` is shown to the user behind `remote: `. */
export const BAND = { data: 1, progress: 2 } as const;

/** Payload of one band of side-band-64k, in as many frames as it takes. */
export function sideBand(band: number, payload: Buffer | string): Buffer {
  const bytes = Buffer.from(payload);
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += MOST_BYTES) {
    frames.push(pktLine(Buffer.concat([Buffer.from([band]), bytes.subarray(at, at + MOST_BYTES)])));
  }
  return Buffer.concat(frames);
}

/** What became of each ref: null is well, a text is why it was refused. */
export function reportStatus(refs: ReadonlyMap<string, string | null>): Buffer {
  const lines = [...refs].map(([ref, fault]) => pktLine(fault === null ? `ok ${ref}\n` : `ng ${ref} ${fault}\n`));
  return Buffer.concat([sideBand(BAND.data, Buffer.concat([pktLine('unpack ok\n'), ...lines, FLUSH])), FLUSH]);
}
