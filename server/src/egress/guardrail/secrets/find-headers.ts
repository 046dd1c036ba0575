import { isPlaceholder } from "./judge-value.ts";
import { measureEntropy } from "./measure-entropy.ts";

type Add = (start: number, end: number, rule: string, score: number) => unknown;

const header =
  /["']?\s?[:=]\s{0,5}["']?(?:(Basic|Bearer|SSWS|Token|Api-Token|ApiKey|Digest)[ \t]{1,3})?([\w=~@.+/-]{8,2000})/iy;
const user =
  /\s(?:-u|--user)[= ]{0,3}(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"']{1,100}:(?:"[^"\n]{1,100}"|'[^'\n]{1,100}'|[^\s"']{1,100})))/;
const commandMax = 800;

/** What proves who asks, in a request's headers. */
export function findHeaders(text: string, end: number, add: Add): void {
  header.lastIndex = end;
  const found = header.exec(text);
  const value = found?.[2];
  if (!found || !value || isPlaceholder(value)) return;
  if (found[1]?.toLowerCase() === "basic" && !/^[A-Za-z0-9+/]{8,}={0,3}$/.test(value)) return;
  if (measureEntropy(value) < 2.75 || (!found[1] && !/\d/.test(value))) return;
  add(end + found[0].length - value.length, end + found[0].length, "authorization", 0.9);
}

/** A user and password among a command's options. Tells how far the command goes. */
export function findUser(text: string, start: number, end: number, add: Add): number {
  if (/\w/.test(text[start - 1] ?? " ")) return end;
  const command = text.slice(end, end + commandMax);
  const stop = command.search(/(?<!\\)\n/);
  const until = end + (stop < 0 ? command.length : stop);
  const found = user.exec(text.slice(end, until));
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || !value || !value.includes(":")) return until;
  const [name = "", ...rest] = value.split(":");
  const password = rest.join(":").replace(/^["']|["']$/g, "");
  const secret = password || name;
  if (secret.length < 3 || isPlaceholder(secret) || /^(?:pass|pwd|token|yyy|xxx)$/i.test(secret)) return until;
  if (measureEntropy(value) < 2 || name === password) return until;
  const at = end + found.index + found[0].lastIndexOf(value);
  add(at, at + value.length, "curl-user", 0.9);
  return until;
}
