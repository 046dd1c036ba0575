const triesMax = 3;

/**
 * Where two transactions wait for each other PostgreSQL ends one (SQLSTATE 40P01): nothing of it was done, and done anew it
 * waits its turn. For work that is one transaction and reads nothing that is gone the second time.
 */
export async function againAfterDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === triesMax || (error as { code?: unknown }).code !== "40P01") throw error;
    }
  }
}
