/** Where servers that speak OpenAI's dialect differ. Everything is optional: nothing is what self-hosted servers read. */
export interface Dialect {
  /** OpenAI's own name for the limit since its reasoning models; the others read `max_tokens`. */
  maxTokensField?: "max_completion_tokens";
  /** Counts without being asked, and refuses the question. */
  countsUnasked?: true;
  /** Has no JSON Schema for answers, only "some JSON": the schema is told in words. */
  lacksSchema?: true;
  /** Says "any" where the others say "required". */
  requiredTool?: "any";
  /** Tool call ids must look so; others are replaced, the same by the same. */
  toolCallIds?: "nine_characters";
  /** Asks, on every call, that nothing is stored for the provider's own use. */
  alwaysSends?: Readonly<Record<string, unknown>>;
  /** Parameters that this provider has under another name. */
  renames?: Readonly<Record<string, string>>;
}
