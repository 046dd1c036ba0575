/** One way to break a promise on purpose. Exactly one of the two is how. */
export type Sabotage = {
  promise: string;
  /** What is broken, in a few words. */
  what: string;
  /** A change to the source of a throw-away copy: this text stands there once, and becomes that. */
  patch?: { file: string; find: string; put: string };
  /** A statement that the owner of a throw-away database runs. */
  sql?: string;
};

export type Outcome = { promise: string; what: string; isRed: boolean; said: string };
