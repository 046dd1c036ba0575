/** One way to break a promise on purpose. Exactly one of the two is how. */
export type Sabotage = {
  promise: string;
  /** What is broken, in a few words. */
  what: string;
  /** A change to the source of a throw-away copy: this text stands there once, and becomes that. */
  patch?: { file: string; find: string; put: string };
  /** A statement that the owner of a throw-away database runs. */
  sql?: string;
  /**
   * What the copy does before it is looked at: it takes a backup and restores it in a drill. Unbroken, it has to come
   * through that green, or its turning red would prove nothing.
   */
  before?: "drill";
};

export type Outcome = { promise: string; what: string; isRed: boolean; said: string };
