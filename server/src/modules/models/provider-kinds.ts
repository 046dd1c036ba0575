/** Third parties, by the word that stands for them in policies, in the register and in `provider/model`. */
export const vendorKinds = ["anthropic", "openai", "google", "mistral", "xai", "deepseek", "groq", "cerebras"] as const;

/** Servers of the organization's own: text and embeddings in OpenAI's dialect, images by AUTOMATIC1111's API. */
export const ownKinds = ["self-hosted", "automatic1111"] as const;

export const providerKinds = [...ownKinds, ...vendorKinds] as const;
export type ProviderKind = (typeof providerKinds)[number];

export const isVendor = (kind: string): boolean => vendorKinds.some((known) => known === kind);
