/** Words that an organization writes down to answer people's rights: its own, sealed for it, and taken along in its export. */
export const rightsText = {
  category: "organization.content",
  purposes: ["rights"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;
