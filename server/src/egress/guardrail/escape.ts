/** Where a part of a text stands for something else, and what. */
export type Escape = { from: number; to: number; text: string };
