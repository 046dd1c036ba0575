export { moveVisitors } from "./move-visitors.ts";
export { narrowAgent } from "./narrow-agent.ts";
export { type Embedding, readEmbedding } from "./read-embedding.ts";
