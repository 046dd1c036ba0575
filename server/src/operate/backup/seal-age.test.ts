import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { openAge } from "./open-age.ts";
import { sealAge } from "./seal-age.ts";

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
/** Around the limits of age's chunks: none, one, one and a byte, some. */
const sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 300_001];

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const seal = async (bytes: Uint8Array, piece: number) => buffer((await sealAge([recipient]))(inPieces(bytes, piece)));

test.each(sizes)("any age opens what was sealed here, and this opens what any age sealed: %i bytes", async (size) => {
  const content = randomBytes(size);
  const others = { opens: new Decrypter(), seals: new Encrypter() };
  others.opens.addIdentity(identity);
  others.seals.addRecipient(recipient);
  for (const piece of [1000, 65_536, 1_000_000]) {
    expect(content.equals(await others.opens.decrypt(await seal(content, piece)))).toBe(true);
    const theirs = await others.seals.encrypt(content);
    expect(content.equals(await buffer(await openAge([identity], inPieces(theirs, piece))))).toBe(true);
  }
});

test("a chunk that was changed, left out, swapped or cut off is refused", async () => {
  const sealed = await seal(randomBytes(200_000), 65_536);
  const chunk = 65_536 + 16;
  const start = sealed.length - (200_000 + 4 * 16);
  const [one, two] = [sealed.subarray(start, start + chunk), sealed.subarray(start + chunk, start + 2 * chunk)];
  const [before, after] = [sealed.subarray(0, start), sealed.subarray(start + 2 * chunk)];
  const flipped = Buffer.from(sealed);
  flipped[start + chunk + 9]! ^= 1;
  const damaged = {
    flipped,
    "left out": Buffer.concat([before, one, after]),
    swapped: Buffer.concat([before, two, one, after]),
    "cut at a chunk": sealed.subarray(0, start + 2 * chunk),
    "cut within a chunk": sealed.subarray(0, -7),
    "nothing but its header": before,
  };
  for (const [name, bytes] of Object.entries(damaged))
    await expect(openAge([identity], inPieces(bytes, 50_000)).then(buffer), name).rejects.toThrow(
      /unable to authenticate|cut off/,
    );
});
