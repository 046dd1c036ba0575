/** Neither in what Google calls a call, nor in base64. */
const mark = "~";

/**
 * What a model thought before a call is signed, and wanted back with it in the next turn. Every client gives a call's id
 * back as it is, so the signature travels in it.
 */
export const signCall = (id: string, signature: string | undefined): string =>
  signature === undefined ? id : `${id}${mark}${signature}`;

export function signatureOf(id: string): { thoughtSignature?: string } {
  const at = id.indexOf(mark);
  return at < 0 ? {} : { thoughtSignature: id.slice(at + 1) };
}
