/** A command was asked for something it cannot do. Its message is all the person who asked needs. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Runs a command; a UsageError ends it with its message alone and exit code 2. */
export async function runCommand(command: () => void | Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
