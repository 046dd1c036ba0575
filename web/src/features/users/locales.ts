/** Languages and regions that dates and numbers can be shown in. */
export const locales = [
  "en-GB",
  "en-US",
  "de-DE",
  "es-ES",
  "fr-FR",
  "it-IT",
  "nl-NL",
  "nb-NO",
  "pl-PL",
  "pt-BR",
  "pt-PT",
  "sv-SE",
  "uk-UA",
  "ja-JP",
];

/** "Deutsch (Deutschland)": each named in its own language, so that anyone finds their own. */
export function nameOfLocale(locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
}

export const timeZones = Intl.supportedValuesOf("timeZone");
export const browserTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
