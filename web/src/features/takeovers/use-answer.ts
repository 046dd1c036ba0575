import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { answerTakeover, takeoversQuery, type Word } from "./queries.ts";

export function useAnswer(answerId: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (word: Word) => answerTakeover(answerId ?? "", word),
    onSuccess: (_done, word) => tell(word === "agreed" ? "You agreed." : "Your objection is recorded."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: takeoversQuery.queryKey }),
  });
}
