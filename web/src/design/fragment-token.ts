/** A one-time token from behind the #, where it reaches no server log and no referrer. */
export function readFragmentToken(name = "token"): string | undefined {
  return new URLSearchParams(location.hash.slice(1)).get(name) ?? undefined;
}
