/** What the sandbox has, by what it does. */
export const sandboxModels = ["sandbox", "sandbox/embedding", "sandbox/image", "sandbox/moderation"] as const;
