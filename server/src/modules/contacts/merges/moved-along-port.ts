import type { Work } from "../../../framework/context.ts";
import { port } from "../../../framework/ports.ts";

type Move = { from: string; to: string; only: readonly string[] | undefined };

/** What other modules have hang on a contact by a reference: it moves in the merge itself, before the other contact is gone. */
export type MovedAlong = { move(work: Work, move: Move): Promise<string[]> };

export const movedAlongPort = port<MovedAlong>("contacts.moved_along");
