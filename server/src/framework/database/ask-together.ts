export type AskTogether<Question, Row> = (question: Question) => Promise<Row | undefined>;

/** More than a statement should carry; those beyond it go with the next. */
const togetherMax = 100;
/** A statement that takes longer does not keep the next from being asked. */
const patienceMs = 50;

/**
 * Questions that come while a statement is under way are asked together by the next one, which saves most of what a
 * statement costs. No answer is older than its question: what was revoked before a request came is revoked for it.
 * @param ask answers in the order of the questions; no answer where there is nothing
 */
export function askTogether<Question, Row>(
  ask: (questions: readonly Question[]) => Promise<readonly (Row | undefined)[]>,
): AskTogether<Question, Row> {
  type Waiting = { question: Question; resolve(row: Row | undefined): void; reject(error: unknown): void };
  let waiting: Waiting[] = [];
  let underWay: object | undefined;

  const next = () => {
    if (waiting.length === 0) return;
    const asked = waiting.slice(0, togetherMax);
    waiting = waiting.slice(togetherMax);
    const turn = {};
    underWay = turn;
    const goOn = () => {
      clearTimeout(patience);
      if (underWay !== turn) return;
      underWay = undefined;
      next();
    };
    const patience = setTimeout(goOn, patienceMs);
    ask(asked.map(({ question }) => question))
      .then(
        (rows) => asked.forEach(({ resolve }, n) => resolve(rows[n])),
        (error: unknown) => asked.forEach(({ reject }) => reject(error)),
      )
      .finally(goOn);
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (underWay) return;
      underWay = waiting; // until the requests of this turn of the event loop are read
      setImmediate(next);
    });
}
