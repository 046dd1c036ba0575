/** The name of a country by its ISO 3166 code, in the language of the browser. */
export function nameCountry(code: string): string {
  return new Intl.DisplayNames(undefined, { type: "region", fallback: "code" }).of(code) ?? code;
}
