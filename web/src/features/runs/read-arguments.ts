/**
 * Each argument by its name, as somebody reads it before saying yes. As JSON is parsed when it is carried out: of two
 * arguments of one name the last.
 *
 * @returns undefined where it is no JSON object, or an empty one
 */
export function readArguments(json: string): [name: string, value: string][] | undefined {
  const value = parse(json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = Object.entries(value);
  if (fields.length === 0) return undefined;
  return fields.map(([name, one]) => [
    showHidden(name),
    showHidden(typeof one === "string" ? one : JSON.stringify(one, undefined, 2)),
  ]);
}

/** Characters that nobody sees, such as those that turn the direction of what follows, are shown by their number. */
export function showHidden(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
