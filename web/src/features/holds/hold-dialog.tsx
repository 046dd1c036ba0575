import { Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { describePredicate, describeState } from "./describe-hold.ts";
import { type Held, type Hold, fetchHeld, heldQuery } from "./queries.ts";
import { ReleaseForm } from "./release-form.tsx";
import { ReviewForm } from "./review-form.tsx";

/** One hold: why, whom it keeps, and what may be done with it. */
export function HoldDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const { can } = useCurrent();
  const [label, tone] = describeState(hold);
  const isInForce = hold.state === "in_force";
  const mayDecide = isInForce && hold.parent_id === null && can("holds.write");
  return (
    <Modal opened onClose={onClose} title="Legal hold" size="lg">
      <Stack>
        <Group gap="xs">
          <StatusDot tone={tone}>{label}</StatusDot>
          <Text fz="sm" c="dimmed">
            asked <Time value={hold.asked_at} />
          </Text>
        </Group>
        <Text fz="sm" className="wraps">
          {hold.basis}
        </Text>
        <Text fz="sm" c="dimmed">
          {describePredicate(hold)}
        </Text>
        {hold.release_reason && (
          <Text fz="sm" className="anywhere">
            Released: {hold.release_reason}
          </Text>
        )}
        {isInForce && <Kept hold={hold} />}
        {hold.parent_id && (
          <Text fz="sm" c="dimmed">
            Part of a hold across the organization: it is reviewed and released where that was asked for.
          </Text>
        )}
        {mayDecide && <ReviewForm hold={hold} onDone={onClose} />}
        {mayDecide && <ReleaseForm hold={hold} onDone={onClose} />}
      </Stack>
    </Modal>
  );
}

function Kept({ hold }: { hold: Hold }) {
  const query = useQuery(heldQuery(hold.id));
  return (
    <QueryView query={query}>
      {(held) => (
        <div style={{ maxHeight: 260, overflowY: "auto" }}>
          {held.map((one) => (
            <Line key={one.id} one={one} />
          ))}
        </div>
      )}
    </QueryView>
  );
}

function Line({ one }: { one: Held }) {
  const { can } = useCurrent();
  return (
    <Group justify="space-between" py={6} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ flex: "1 1 220px", minWidth: 0 }}>
        <Text fz="sm" className="mono anywhere">
          {one.contact_id}
        </Text>
        <Text fz="xs" c="dimmed">
          {one.was_erased ? "Erased for everyday use; goes with the release" : "Not erased"}
        </Text>
      </div>
      {can("holds.open") && (
        <DownloadButton size="compact-sm" name={`held-${one.contact_id}.zip`} fetchFile={() => fetchHeld(one.id)}>
          Read for the claim
        </DownloadButton>
      )}
    </Group>
  );
}
