import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { DeliveryRow } from "./delivery-row.tsx";
import { deliveryQuery } from "./queries.ts";

/** The effect that a link names, open, above all others. */
export function OneDelivery({ id }: { id: string }) {
  const { workspace } = useCurrent();
  const query = useQuery(deliveryQuery(workspace.id, id));
  return (
    <Section title="One effect" description="What a link on another timeline led to.">
      <Stack gap="xs">
        <QueryView query={query}>{(delivery) => <DeliveryRow delivery={delivery} isOpenAtFirst />}</QueryView>
        <AnchorLink to="/developers/deliveries" search={{}}>
          Close it
        </AnchorLink>
      </Stack>
    </Section>
  );
}
