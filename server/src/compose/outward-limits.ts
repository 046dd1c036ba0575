/** Small answers within seconds: a discovery document, a key set, a token. */
export const identityLimits = { idleTimeoutMs: 8000, totalTimeoutMs: 10_000, maxResponseBytes: 1_048_576 };

/** Somebody waits for what a tool says, and a model reads no more than so much. */
export const toolLimits = { idleTimeoutMs: 15_000, totalTimeoutMs: 30_000, maxResponseBytes: 2_097_152 };
