type Problem = "not_a_zip" | "no_manifest" | "unknown_file" | "damaged" | "too_large" | "not_yours";

/** What came is not an archive that an export makes, or not one that may be imported here. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly reason: Problem;
  constructor(reason: Problem) {
    super(`the archive cannot be read: ${reason}`);
    this.reason = reason;
  }
}
