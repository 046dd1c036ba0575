import { keccak_256 } from "@noble/hashes/sha3.js";
import { base58, base58xmr, base58xrp, bech32, bech32m } from "@scure/base";
import { createHash } from "node:crypto";
import { readLabels } from "../context/read-context.ts";
import type { Detector, Hit } from "../detector.ts";

/** Base58Check version bytes: Bitcoin 0 and 5, Litecoin 48 and 50, Dogecoin 30 and 22, Dash 76, Tron 65, Zcash (two bytes). */
const versions = new Set([0, 5, 30, 22, 48, 50, 65, 76, 111, 196]);
const runMin = 25;
const runMax = 112;
const bech32Prefixes = /^(?:bc|tb|ltc|addr|cosmos|osmo|stake)1/;

/** Addresses of cryptocurrencies, by their own check sums. */
export const cryptoAddresses: Detector = {
  name: "crypto",
  longest: 160,
  detect(text) {
    const hits: Hit[] = [];
    for (let start = 0, i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 0;
      if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)) continue;
      if (i - start >= runMin && i - start <= runMax) {
        const rule = recognize(text.slice(start, i)) ?? (isSolana(text, start, i) ? "crypto.solana" : undefined);
        if (rule) hits.push({ start, end: i, cls: "crypto", rule, score: 0.97 });
      }
      start = i + 1;
    }
    return hits;
  },
};

/** 32 bytes without a check sum: only where a word before says that it is an address of this kind. */
function isSolana(text: string, start: number, end: number): boolean {
  const run = text.slice(start, end);
  if (run.length < 43 || run.length > 44 || /[0OIl]/.test(run) || attempt(() => base58.decode(run))?.length !== 32)
    return false;
  return readLabels(text, start, Math.max(0, start - 60)).some(
    ({ concept, words, breaks }) => concept === "crypto" && words <= 2 && breaks === 0,
  );
}

function recognize(run: string): string | undefined {
  if (run.length === 42 && run.startsWith("0x")) return isEthereum(run.slice(2)) ? "crypto.eip55" : undefined;
  const lower = run.toLowerCase();
  if (bech32Prefixes.test(lower)) return isBech32(lower) ? "crypto.bech32" : undefined;
  if (/[0OIl]/.test(run)) return undefined;
  if (run.length <= 36) {
    if (run.startsWith("r")) return isChecked(() => base58xrp.decode(run)) ? "crypto.xrp" : undefined;
    return isChecked(() => base58.decode(run)) ? "crypto.base58" : undefined;
  }
  return run.length === 95 && /^[48]/.test(run) && isMonero(run) ? "crypto.monero" : undefined;
}

/** In one case there is no check sum, but forty hexadecimal digits after 0x are nothing else either. */
function isEthereum(hex: string): boolean {
  if (!/^[\dA-Fa-f]{40}$/.test(hex)) return false;
  const lower = hex.toLowerCase();
  if (hex === lower || hex === hex.toUpperCase()) return true;
  const hash = Buffer.from(keccak_256(Buffer.from(lower))).toString("hex");
  return [...hex].every(
    (char, i) => char === (Number.parseInt(hash[i]!, 16) > 7 ? char.toUpperCase() : char.toLowerCase()),
  );
}

function isBech32(lower: string): boolean {
  const max = lower.startsWith("addr") || lower.startsWith("stake") ? 120 : 90;
  return Boolean(bech32.decodeUnsafe(lower, max) ?? bech32m.decodeUnsafe(lower, max));
}

function isChecked(decode: () => Uint8Array): boolean {
  const bytes = attempt(decode);
  if (!bytes || bytes.length < 25 || bytes.length > 26) return false;
  if (bytes.length === 25 && !versions.has(bytes[0]!)) return false;
  const sum = sha256(sha256(bytes.subarray(0, -4)));
  return sum.subarray(0, 4).equals(bytes.subarray(-4));
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

function isMonero(run: string): boolean {
  const bytes = attempt(() => base58xmr.decode(run));
  if (!bytes || bytes.length !== 69) return false;
  return Buffer.from(keccak_256(bytes.subarray(0, -4)))
    .subarray(0, 4)
    .equals(bytes.subarray(-4));
}

function attempt(decode: () => Uint8Array): Uint8Array | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
