import { expect, test } from "vitest";
import { cryptoAddresses } from "./find-crypto.ts";

const find = (text: string) =>
  cryptoAddresses.detect(text, { now: new Date(0) }).map(({ start, end }) => text.slice(start, end));

/** From the standards and the projects' own documents: base58check, BIP 173 and 350, EIP-55. */
const addresses = [
  "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
  "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
  "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
  "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
  "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
  "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
];

test.each(addresses)("finds %s, and not with one character changed", (address) => {
  expect(find(`Send it to ${address}, please.`)).toEqual([address]);
  const at = 20;
  const changed = address.slice(0, at) + (address[at] === "e" ? "f" : "e") + address.slice(at + 1);
  expect(find(`Send it to ${changed}, please.`)).toEqual([]);
});

test("what has no check sum is one only where a word says so", () => {
  const address = "4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM";
  expect(find(`Solana wallet: ${address}`)).toEqual([address]);
  expect(find(`commit key ${address}`)).toEqual([]);
});
