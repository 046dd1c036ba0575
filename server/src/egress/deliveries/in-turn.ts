const last = new Map<string, Promise<unknown>>();

/**
 * One after the other what would wait for the same row anyway: those that wait hold no connection meanwhile, which others of
 * this process need.
 */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(key) ?? Promise.resolve()).then(work);
  const over = mine.catch(() => undefined); // whoever asked is told
  last.set(key, over);
  void over.then(() => last.get(key) === over && last.delete(key));
  return mine;
}
