import type { Detector, Hit } from "../detector.ts";
import { topLevels } from "./top-levels.ts";

const hostMax = 253;
const schemeMax = 16;
const secretParameter =
  /[?&#](?:access_token|token|api_?key|key|secret|password|passwd|pwd|auth|sig|signature|session|sid)=[^&#\s]{6}/i;

/** Web addresses: with a scheme, or a host whose ending is in use. Those with a password are a class apart. */
export const urls: Detector = {
  name: "urls",
  longest: 2048,
  detect(text) {
    const hits: Hit[] = [];
    let from = 0;
    for (const at of anchors(text)) {
      if (at < from) continue;
      const found = text[at] === ":" ? readWithScheme(text, at, from) : readHost(text, at, from);
      if (!found) continue;
      hits.push(found);
      from = found.end;
    }
    return hits;
  },
};

/** Every `://` and every dot that letters follow, in order. */
function* anchors(text: string): Generator<number> {
  let scheme = text.indexOf("://");
  let dot = text.indexOf(".");
  while (scheme >= 0 || dot >= 0) {
    if (scheme >= 0 && (dot < 0 || scheme < dot)) {
      yield scheme;
      scheme = text.indexOf("://", scheme + 3);
    } else {
      if (isHostChar(text.charCodeAt(dot + 1)) && isHostChar(text.charCodeAt(dot - 1))) yield dot;
      dot = text.indexOf(".", dot + 1);
    }
  }
}

function readWithScheme(text: string, at: number, from: number): Hit | undefined {
  let start = at;
  while (start > from && at - start < schemeMax && /[A-Za-z0-9+.-]/.test(text[start - 1]!)) start--;
  while (start < at && !/[A-Za-z]/.test(text[start]!)) start++;
  if (start === at) return undefined;
  const end = trimEnd(text, at + 3, endOfRun(text, at + 3));
  if (end <= at + 3) return undefined;
  return describe(text, start, end);
}

/** A bare host, and what follows it. Hosts of addresses with an `@` before them are e-mail's. */
function readHost(text: string, dot: number, from: number): Hit | undefined {
  const start = startOfHost(text, dot, from);
  if (start < 0) return undefined;
  let end = dot;
  while (end < text.length && end - start < hostMax && (isHostChar(text.charCodeAt(end)) || text[end] === ".")) end++;
  if (text[end] === "@" || isColumn.test(text.slice(end, end + 2))) return undefined;
  while (end > start && /[.-]/.test(text[end - 1]!)) end--;
  if (!isHost(text.slice(start, end)) || frameworks.test(text.slice(start, end))) return undefined;
  const goesOn = text[end] === "/" || text[end] === "?" || (text[end] === ":" && /\d/.test(text[end + 1] ?? ""));
  const whole = goesOn ? trimEnd(text, end, endOfRun(text, end)) : end;
  return whole - end < 300 && imageTag.test(text.slice(end, whole)) ? undefined : describe(text, start, whole);
}

/** `users.email_key` is a column; a low line at the end is emphasis. */
const isColumn = /^_\w/;

/** What is built on .NET is called as a host would be. */
const frameworks = /^(?:ASP|ADO|VB|ML)\.NET$/i;

/** A container image, as `registry.example/team/app:1.4.2`: a name for programs, no address. */
const imageTag = /^\/[^?#:@]*(?::[\w.-]+|@sha256:[\da-f]+|:[\w.-]+@sha256:[\da-f]+)$/;

/** Where the first label begins, or -1 where none does. */
function startOfHost(text: string, dot: number, from: number): number {
  let start = dot;
  while (start > from && dot - start < 64 && isHostChar(text.charCodeAt(start - 1))) start--;
  const [last, before] = [text[start - 1], text[start - 2]];
  if (start === dot || last === "@" || last === "%" || text[start] === "-" || isHostChar(text.charCodeAt(start - 1)))
    return -1;
  if ((last === "." && before !== " ") || !/[A-Za-z]/.test(text.slice(start, dot))) return -1;
  return start;
}

function isHost(host: string): boolean {
  const ending = host.slice(host.lastIndexOf(".") + 1);
  const isOneCase = ending === ending.toLowerCase() || ending === ending.toUpperCase();
  return host.length >= 5 && isOneCase && topLevels.has(ending.toLowerCase());
}

function endOfRun(text: string, from: number): number {
  let end = from;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 59 || code === 124 || code === 92 || (code === 44 && text.indexOf("/", from) > end)) break;
    if (
      code <= 32 ||
      code === 34 ||
      code === 60 ||
      code === 62 ||
      code === 96 ||
      code === 0xa0 ||
      code === 0x201d ||
      code === 0xbb
    )
      break;
  }
  return end;
}

/** What ends a sentence, a quotation or a bracket is not part of an address. */
function trimEnd(text: string, from: number, to: number): number {
  let end = to;
  let surplus = -1;
  for (; end > from; end--) {
    const last = text[end - 1]!;
    if (last === ")") {
      if (surplus < 0) surplus = closedInVain(text.slice(from, end));
      if (surplus <= 0) break;
      surplus--;
    } else if (!".,;:!?'*]}|\\".includes(last)) break;
  }
  return end;
}

/** How many brackets are closed that were not opened. */
const closedInVain = (text: string) => Math.max(0, text.split(")").length - text.split("(").length);

function describe(text: string, start: number, end: number): Hit {
  const url = text.slice(start, Math.min(end, start + 2048));
  const host = url.indexOf("://") + 3;
  const slash = url.indexOf("/", host);
  const user = url.slice(host, slash < 0 ? undefined : slash);
  const at = host > 2 ? user.lastIndexOf("@") : -1;
  if (at > 0 && user.slice(0, at).includes(":"))
    return { start, end, cls: "credentials_url", rule: "url.password", score: 0.98 };
  if (secretParameter.test(url)) return { start, end, cls: "credentials_url", rule: "url.token", score: 0.8 };
  return { start, end, cls: "url", rule: "url", score: 0.9 };
}

const isHostChar = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  code === 45 ||
  (code >= 0xc0 && code < 0x2000);
