import { Button, FileButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { importSkill } from "./queries.ts";
import { useKeepSkill } from "./use-keep-skill.ts";

interface ImportButtonProps {
  /** Whose draft it takes the place of. */
  skillId?: string;
  onTaken?: () => void;
}

/** Takes in an Agent Skills folder, and says what of it means nothing here. */
export function ImportButton({ skillId, onTaken }: ImportButtonProps) {
  const keep = useKeepSkill();
  const navigate = useNavigate();
  const take = useMutation({
    mutationFn: (file: File) => importSkill(file, skillId),
    onError: tellFailure,
    onSuccess: async ({ left_out: leftOut, ...skill }) => {
      keep(skill);
      onTaken?.();
      const without = leftOut.length === 0 ? "" : ` Left out: ${leftOut.join(", ")}.`;
      tell(`${skill.name} is here as a draft. Read it, then publish it.${without}`);
      await navigate({ to: "/agents/skills/$skillId", params: { skillId: skill.id } });
    },
  });
  return (
    <FileButton accept=".zip,.skill,.md,application/zip,text/markdown" onChange={(file) => file && take.mutate(file)}>
      {(props) => (
        <Button {...props} size="xs" variant="default" loading={take.isPending}>
          {skillId === undefined ? "Import a folder" : "Replace by a folder"}
        </Button>
      )}
    </FileButton>
  );
}
