const absolute = [
  /\b(?:100|hundred) ?(?:%|percent) (?:secure|safe|private|protected)\b/i,
  /\b(?:absolutely|completely|totally) (?:secure|safe|private|anonymous)\b/i,
  /\b(?:unbreakable|unhackable|bulletproof|military-grade|bank-grade|impenetrable)\b/i,
  /\bguarantees? (?:the )?(?:security|safety|privacy|anonymity)\b/i,
  /\b(?:fully|completely) (?:gdpr|ccpa|lgpd|hipaa)[- ]compliant\b/i,
  /\bnever (?:be )?(?:hacked|breached|leaked)\b/i,
  /\b(?:absolut|völlig|vollständig|100 ?%|hundertprozentig) (?:sicher|geschützt|anonym)/i,
  /\b(?:unknackbar|unhackbar)\b/i,
];

/** Claims in a text that no promise supports, because nobody can keep them. */
export const findAbsoluteClaims = (text: string): string[] =>
  absolute.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
