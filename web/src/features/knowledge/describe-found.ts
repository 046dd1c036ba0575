/** `3 email, 1 iban`. */
export const describeFound = (found: Readonly<Record<string, number>>): string =>
  Object.entries(found)
    .map(([cls, count]) => `${count} ${cls.replaceAll("_", " ")}`)
    .join(", ");
