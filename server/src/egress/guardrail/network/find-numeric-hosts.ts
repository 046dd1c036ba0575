import type { Hit } from "../detector.ts";

const form = /https?:\/\/(?:[^\s/@]{0,64}@)?(0x[\da-f]{8}|0x[\da-f]{1,2}(?:\.0x[\da-f]{1,2}){3}|\d{8,10})(?![\w.-])/gi;
const largest = 2 ** 32;

/** Addresses of hosts as one number, which every browser takes: `http://3232235777/`, `http://0xC0A80001/`. */
export function findNumericHosts(text: string, hits: Hit[]): void {
  if (!text.includes("://")) return;
  for (const { 0: whole, 1: host = "", index } of text.matchAll(form)) {
    if (!host.includes(".") && Number(host) >= largest) continue;
    const end = index + whole.length;
    hits.push({ start: end - host.length, end, cls: "ip", rule: "ip.number", score: 0.9 });
  }
}
