/** A key that wraps the keys of subjects for some days, and is then destroyed. */
export type EpochKey = { id: string; key: Buffer };

/** Where epoch keys lie: outside the database and outside its backups, so that destroying one destroys it everywhere. */
export type EpochStore = {
  readonly name: "file" | "postgres" | "vault";
  /** Every key there is of this deployment. @throws where the store cannot be reached */
  read(): Promise<EpochKey[]>;
  /** Makes an epoch's key, in every copy, unless there is one: whoever comes second finds the first one's. */
  make(id: string): Promise<void>;
  /** Makes again, of these, what one copy lacks and another has. Never makes a key anew. */
  mend(ids: readonly string[]): Promise<void>;
  /** Ends a key in every copy. One that is not there is no error. */
  destroy(id: string): Promise<void>;
};

/** The day it was begun, and eight letters so that two of a day differ. The first one of a keyring has none. */
export const epochId = /^\d{4}-\d{2}-\d{2}(-[0-9a-f]{8})?$/;
