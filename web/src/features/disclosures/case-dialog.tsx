import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type Disclosure, fetchDisclosure, handOut, tellSubject, type Way } from "./queries.ts";
import { WithholdForm } from "./withhold-form.tsx";

/** One case: what was asked and given, and what is still to be done. */
export function CaseDialog({ one, onClose }: { one: Disclosure; onClose: () => void }) {
  const { can } = useCurrent();
  const mayWrite = can("disclosures.write");
  const lines = [
    ["Who asks", one.authority],
    ["Basis", one.legal_basis],
    ["Extent", one.extent],
    ["Contact", one.contact_id],
    ["Handed to", one.handed_to],
    ["May not be told because", one.withheld_because],
  ] as const;
  return (
    <Modal opened onClose={onClose} title="Case" size="lg">
      <Stack>
        {lines.map(
          ([label, text]) =>
            text && (
              <div key={label}>
                <Text fz="xs" c="dimmed">
                  {label}
                </Text>
                <Text fz="sm" className="anywhere">
                  {text}
                </Text>
              </div>
            ),
        )}
        {one.handed_out_at && (
          <Text fz="sm">
            {one.rows} rows, handed out <Time value={one.handed_out_at} show="full" />
          </Text>
        )}
        {mayWrite && one.approved_at && <Take one={one} />}
        {mayWrite && one.state === "approved" && <HandOut one={one} />}
        {mayWrite && one.state === "handed_out" && !one.told_at && <Tell one={one} />}
        {mayWrite && !one.told_at && one.state !== "refused" && <WithholdForm one={one} />}
      </Stack>
    </Modal>
  );
}

function useChange(work: () => Promise<unknown>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: () => tell(done),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ["disclosures"] }),
  });
}

function Take({ one }: { one: Disclosure }) {
  return (
    <DownloadButton
      size="sm"
      style={{ alignSelf: "flex-start" }}
      name={`case-${one.id}.zip`}
      fetchFile={() => fetchDisclosure(one.id)}
    >
      Download the export
    </DownloadButton>
  );
}

function HandOut({ one }: { one: Disclosure }) {
  const [to, setTo] = useState("");
  const note = useChange(() => handOut(one.id, to.trim()), "Noted to whom it was handed.");
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        label="Handed to"
        placeholder="Who took it, and in which way"
        style={{ flex: "1 1 220px" }}
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <Button disabled={to.trim().length < 3} loading={note.isPending} onClick={() => note.mutate()}>
        It was handed out
      </Button>
    </Group>
  );
}

const ways: readonly { value: Way; label: string }[] = [
  { value: "message", label: "By message" },
  { value: "paper", label: "On paper" },
  { value: "spoken", label: "In person or by phone" },
  { value: "other", label: "Otherwise" },
];

function Tell({ one }: { one: Disclosure }) {
  const [how, setHow] = useState<Way>("message");
  const note = useChange(() => tellSubject(one.id, how), "Noted that they were told.");
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label="They were told"
        allowDeselect={false}
        data={ways}
        value={how}
        onChange={(value) => setHow(ways.find((way) => way.value === value)?.value ?? "other")}
      />
      <Button loading={note.isPending} onClick={() => note.mutate()}>
        Note it
      </Button>
    </Group>
  );
}
