import { createStore } from "../../design/signal.ts";

/** The question whether it is you, while it is open: the dialog answers it. */
export const openQuestion = createStore<((isProved: boolean) => void) | undefined>(undefined);

let asking: Promise<boolean> | undefined;
let proofs = 0;

/** How often the session proved itself on this page: each time its cookie became another. */
export const countProofs = (): number => proofs;

/** Has the person prove who they are. Requests that need it at the same time wait for the same answer. */
export function askForProof(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    openQuestion.set((isProved) => {
      if (isProved) proofs++;
      asking = undefined;
      openQuestion.set(undefined);
      resolve(isProved);
    });
  });
  return asking;
}
