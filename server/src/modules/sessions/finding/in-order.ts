/** The rows of several questions, each at its question's place. */
export function inOrder<Row extends { place: number }>(count: number, rows: readonly Row[]): (Row | undefined)[] {
  const answers: (Row | undefined)[] = Array.from({ length: count });
  for (const row of rows) answers[row.place - 1] ??= row;
  return answers;
}

/** The instant for all of them: nothing that had run out for one is found for another. */
export const latest = (questions: readonly { at: Date }[]): Date =>
  questions.reduce((at, question) => (question.at > at ? question.at : at), questions[0]!.at);
