import { createHash } from "node:crypto";
import type { Draw } from "../draw.ts";
import { type Make, pad } from "./check-digits.ts";

const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

function base58(bytes: Uint8Array, alphabet: string): string {
  let n = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  for (; n > 0n; n /= 58n) text = alphabet[Number(n % 58n)] + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = alphabet[0] + text;
  }
  return text;
}
const bitcoin58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const ripple58 = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
const bytesOf = (draw: Draw, n: number) => Buffer.from(Array.from({ length: n }, () => draw.int(256)));
const coin =
  (version: number, alphabet = bitcoin58) =>
  (draw: Draw) => {
    const body = Buffer.concat([Buffer.from([version]), bytesOf(draw, 20)]);
    return base58(Buffer.concat([body, sha(sha(body)).subarray(0, 4)]), alphabet);
  };

const bech = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
function bech32(hrp: string, words: number[], constant: number): string {
  const values = [...[...hrp].map((c) => c.charCodeAt(0) >> 5), 0, ...[...hrp].map((c) => c.charCodeAt(0) & 31)];
  let checksum = 1;
  for (const value of [...values, ...words, 0, 0, 0, 0, 0, 0]) {
    const top = checksum >> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((g, i) => {
      if ((top >> i) & 1) checksum ^= g;
    });
  }
  checksum ^= constant;
  const sum = Array.from({ length: 6 }, (_, i) => (checksum >> (5 * (5 - i))) & 31);
  return `${hrp}1${[...words, ...sum].map((word) => bech[word]).join("")}`;
}
const fives = (draw: Draw, bits: number) => {
  const binary = [...bytesOf(draw, bits / 8)].map((byte) => pad(Number(byte.toString(2)), 8)).join("");
  return binary.match(/.{1,5}/g)!.map((five) => Number.parseInt(five.padEnd(5, "0"), 2));
};

/** Addresses of coins. */
export const coinMakers: Record<string, Make> = {
  btc_old: coin(0),
  btc_script: coin(5),
  ltc: coin(48),
  doge: coin(30),
  trx: coin(65),
  dash: coin(76),
  xrp: coin(0, ripple58),
  btc_segwit: (draw) => bech32("bc", [0, ...fives(draw, 160)], 1),
  btc_taproot: (draw) => bech32("bc", [1, ...fives(draw, 256)], 0x2bc830a3),
  ltc_segwit: (draw) => bech32("ltc", [0, ...fives(draw, 160)], 1),
  cosmos: (draw) => bech32("cosmos", fives(draw, 160), 1),
  sol: (draw) => base58(bytesOf(draw, 32), bitcoin58),
};
