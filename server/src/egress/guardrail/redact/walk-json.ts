import type { Change } from "./walk-request.ts";

/** A card or phone number may be written as a number; one that is changed becomes a text. */
const leastDigits = 7;

export const changeName = (text: string, change: Change): string => change({ text, isName: true });

/** What could be the name of a parameter is code; a key with other signs in it is what somebody wrote. */
const isCode = (key: string) => /^[\w.$@+:/-]{0,128}$/.test(key);
const changeKey = (key: string, change: Change) => (isCode(key) ? changeName(key, change) : change({ text: key }));

/** A value is seen with its key, as it would be in the text: "passport" tells what a number is. */
const labelled = (text: string, key?: string) => (key ? { text, before: `"${key}": "` } : { text });

/** Texts, long numbers and keys of a value as JSON has them. */
export function changeJson(value: unknown, change: Change, key?: string): unknown {
  if (typeof value === "string") return change(labelled(value, key));
  if (typeof value === "number" && String(value).length >= leastDigits) {
    const text = change(labelled(String(value), key));
    return text === String(value) ? value : text;
  }
  // Names of fields once more, in a schema's list of those that have to be there.
  if (Array.isArray(value) && key === "required")
    return value.map((one) => (typeof one === "string" ? changeKey(one, change) : changeJson(one, change)));
  if (Array.isArray(value)) return value.map((one) => changeJson(one, change, key));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, one]) => [changeKey(name, change), changeJson(one, change, name)]));
}

/** A string with what follows it, where that makes it a key, or a number. */
const tokens = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|-?\d[\d.eE+-]*/g;

/**
 * The same in a JSON text, token by token: what is not changed stays byte by byte, however long its numbers and however
 * deep it is. What is no JSON is a text like any other.
 */
export function changeJsonText(json: string, change: Change): string {
  if (!/^\s*[[{"]/.test(json) || !isJson(json)) return change({ text: json });
  let key: string | undefined;
  return json.replace(tokens, (token: string, quoted: string | undefined, colon: string | undefined) => {
    if (quoted === undefined) {
      if (token.length < leastDigits) return token;
      const text = change(labelled(token, key));
      return text === token ? token : JSON.stringify(text);
    }
    const said = JSON.parse(quoted) as string;
    if (colon !== undefined) key = said;
    const text = colon === undefined ? change(labelled(said, key)) : changeKey(said, change);
    return (text === said ? quoted : JSON.stringify(text)) + (colon ?? "");
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
