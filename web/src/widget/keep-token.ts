/** Where the window keeps what it proves itself by: in this tab's storage for this site's frame, else in memory alone. */
let inMemory: string | undefined;

/** Browsers that block storage in frames of other sites throw as soon as it is named. */
function storage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined; // then a reload begins anew, and nothing else is missing
  }
}

export function readToken(name: string): string | undefined {
  return inMemory ?? storage()?.getItem(name) ?? undefined;
}

export function keepToken(name: string, token: string | undefined): void {
  inMemory = token;
  if (token === undefined) storage()?.removeItem(name);
  else storage()?.setItem(name, token);
}
