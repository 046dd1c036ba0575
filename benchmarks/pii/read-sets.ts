import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Span } from "./score-spans.ts";

export type LabelledText = { lang: string; text: string; spans: Span[] };
export type LabelledSet = { name: string; texts: LabelledText[] };

/** What the sets' labels are called here. Dates count where the source says that they are of birth. */
const classOf: Record<string, string> = {
  EMAIL: "email",
  PHONE: "phone",
  CREDIT_CARD: "card",
  IBAN: "iban",
  IP: "ip",
  URL: "url",
  SSN: "ssn",
  NATIONAL_ID: "national",
  TAX_ID: "tax",
  MEDICAL_ID: "health_number",
  NPI: "health_number",
  PASSPORT: "passport",
  DRIVER_LICENSE: "licence",
  PLATE: "plate",
  VIN: "plate",
  ACCOUNT: "account",
  CRYPTO: "crypto",
  MAC: "mac",
  PERSON: "person",
  LOCATION: "location",
  ADDRESS: "address",
  ORGANIZATION: "organization",
};

type Line = { lang: string; text: string; spans: { start: number; end: number; orig: string; label: string }[] };

export function readSets(folder: string): LabelledSet[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl"));
  return files.map((file) => ({ name: basename(file, ".jsonl"), texts: readTexts(join(folder, file)) }));
}

function readTexts(path: string): LabelledText[] {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => {
    const { lang, text, spans } = JSON.parse(line) as Line;
    return { lang, text, spans: spans.flatMap(({ start, end, orig, label }) => toSpan(start, end, orig, label)) };
  });
}

function toSpan(start: number, end: number, orig: string, label: string): Span[] {
  const cls = /BIRTH|DOB/.test(orig) ? "birth" : classOf[label];
  return cls === undefined ? [] : [{ start, end, cls }];
}
