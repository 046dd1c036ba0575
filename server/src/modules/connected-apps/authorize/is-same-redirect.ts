const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Native apps with a scheme of their own that has no dot in it, against RFC 8252 § 7.1, and that people use. */
const knownSchemes = new Set(["cursor:", "vscode:", "vscode-insiders:"]);

/** On the machine whose browser is asked. */
export const isLoopback = (redirect: string): boolean => {
  const url = URL.parse(redirect);
  return url?.protocol === "http:" && loopback.has(url.hostname);
};

/**
 * Where an app may be sent back to: https, http on the machine itself, or a scheme of its own, which has a dot in it
 * (RFC 8252 § 7.1). Never one that a browser would run or open by itself.
 */
export function isRedirect(redirect: string): boolean {
  const url = URL.parse(redirect);
  if (!url || redirect.includes("#") || /[\s\\\p{C}]/u.test(redirect)) return false;
  if (url.username !== "" || url.password !== "") return false;
  if (url.protocol === "https:") return url.hostname !== "";
  if (url.protocol === "http:") return loopback.has(url.hostname);
  return knownSchemes.has(url.protocol) || /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/.test(url.protocol);
}

/** Compared sign by sign; of an address on the machine itself the port is free, as the app finds one (RFC 8252 § 7.3). */
export function isSameRedirect(registered: string, asked: string): boolean {
  if (registered === asked) return true;
  return isLoopback(registered) && isLoopback(asked) && withoutPort(registered) === withoutPort(asked);
}

const withoutPort = (redirect: string): string =>
  redirect.replace(/^(http:\/\/(?:\[[^\]]+\]|[^/:?#]+)):\d{1,5}(?=[/?#]|$)/, "$1");

/** Where the browser goes with an answer; `iss` says whose it is (RFC 9207). */
export function answerAt(redirect: string, origin: string, answer: Record<string, string | undefined>): string {
  const url = new URL(redirect);
  for (const [name, value] of Object.entries({ ...answer, iss: origin }))
    if (value !== undefined) url.searchParams.append(name, value);
  return url.href;
}
