import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Section } from "../../design/page/section.tsx";
import { tellWithUndo } from "../../design/states/tell.tsx";
import { deleting } from "./deleting.ts";
import { type Contact, deleteContact } from "./queries.ts";
import { callContact } from "./words.ts";

/** Tidying up, which leaves no receipt: where the person asked for it, an erasure is what they are owed. */
export function EndSection({ contact }: { contact: Contact }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = async () => {
    const work = async () => {
      await deleteContact(contact.id);
      await client.invalidateQueries({ queryKey: ["contacts"] });
    };
    deleting.hide(contact.id);
    tellWithUndo(`${callContact(contact)} deleted.`, work, () => deleting.show(contact.id));
    await navigate({ to: "/inbox/contacts" });
  };
  return (
    <Section
      title="Delete this contact"
      description="Keys and rows go at once. If the person asked for it, erase them instead: that leaves a receipt."
      danger
      action={
        <Button size="xs" variant="outline" color="red" c="var(--bad)" onClick={() => void remove()}>
          Delete
        </Button>
      }
    />
  );
}
