/** The body of an answer that has to have this status. @throws with the body, when it has another */
export async function readAnswer<T = Record<string, unknown>>(
  asked: Response | Promise<Response>,
  status: number,
): Promise<T> {
  const answer = await asked;
  const body = await answer.text();
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status} ${body}`);
  return (body ? JSON.parse(body) : undefined) as T;
}

/** The code of a refusal, after its status: `404 request.not_found`. */
export async function readRefusal(asked: Response | Promise<Response>): Promise<string> {
  const answer = await asked;
  const { code, refusal = code } = (await answer.json()) as { code?: string; refusal?: string };
  return `${answer.status} ${refusal}`;
}
