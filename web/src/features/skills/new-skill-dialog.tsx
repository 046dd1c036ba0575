import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { createSkill } from "./queries.ts";
import { SkillForm } from "./skill-form.tsx";
import { useKeepSkill } from "./use-keep-skill.ts";

export function NewSkillDialog({ onClose }: { onClose: () => void }) {
  const keep = useKeepSkill();
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} title="New skill" size="lg">
      <SkillForm
        draft={{ name: "", description: "", body: "" }}
        action="Create skill"
        onSave={async (draft) => {
          const made = await createSkill(draft);
          keep(made);
          await navigate({ to: "/agents/skills/$skillId", params: { skillId: made.id } });
        }}
      />
    </Modal>
  );
}
