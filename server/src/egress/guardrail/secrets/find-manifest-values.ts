type Add = (start: number, end: number, rule: string, score: number) => unknown;

const isSecret = /[ \t]*["']?secret["']?[ \t\r]*(?:\n|$)/iy;
const value =
  /^[ \t]+["']?[\w.-]{1,60}["']?:(?:[ \t]*[|>][-+]?[ \t]*\n)?[ \t]*["']?([A-Za-z0-9+/]{10,}={0,3})["']?[ \t\r]*$/gm;
const reach = 6000;

/** A Kubernetes secret: whatever stands under `data` in the same document, which is encoded but not encrypted. Tells how far it read. */
export function findManifestValues(text: string, end: number, add: Add): number {
  isSecret.lastIndex = end;
  if (!isSecret.test(text)) return end;
  const before = text.slice(Math.max(0, end - reach), end);
  const from = end - before.length + Math.max(0, before.lastIndexOf("\n---"));
  const after = text.slice(end, end + reach);
  const stop = after.indexOf("\n---");
  const manifest = text.slice(from, end + (stop < 0 ? after.length : stop));
  const until = from + manifest.length;
  const data = /^[ \t]*(?:data|stringData):[ \t\r]*\n/m.exec(manifest);
  if (!data) return until;
  const at = data.index + data[0].length;
  const block = manifest.slice(at);
  const over = block.search(/^\S/m);
  for (const found of (over < 0 ? block : block.slice(0, over)).matchAll(value)) {
    const start = from + at + found.index + found[0].lastIndexOf(found[1]!);
    add(start, start + found[1]!.length, "kubernetes", 0.85);
  }
  return until;
}
