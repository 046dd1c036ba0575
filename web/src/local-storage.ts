/** All that Avow keeps in this browser; the privacy policy names these and a test holds the list. */
export const storageKeys = {
  theme: "avow.theme",
  sidebar: "avow.sidebar",
  tab: "avow.tab",
} as const;

/** Reads a value that this browser remembers; storage may be switched off, then nothing is remembered. */
export function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
