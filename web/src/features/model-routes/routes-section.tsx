import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { RouteDialog } from "./route-dialog.tsx";
import { TestRouteDialog } from "./test-route-dialog.tsx";
import { deleteRoute, type Route, routesQuery } from "./queries.ts";

/** Names for a choice among models, and the bounds that no fallback leaves. */
export function RoutesSection({ mayWrite }: { mayWrite: boolean }) {
  const { organization } = useCurrent();
  const [isMaking, making] = useDisclosure();
  const query = useQuery(routesQuery(organization.id));
  const add = mayWrite && (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={making.open}>
      New route
    </Button>
  );
  return (
    <Section
      title="Routes"
      description="One name for a choice among models: asked for as auto: and the name, by agents and by programs."
      action={add}
    >
      <QueryView query={query}>
        {(routes) =>
          routes.length === 0 ? (
            <Empty icon={IconRoute} title="No routes yet">
              A route falls back to another model when one fails, shares calls by weight, or picks by what a request is
              like, and never leaves the bounds you give it.
            </Empty>
          ) : (
            routes.map((route) => <RouteRow key={route.id} route={route} mayWrite={mayWrite} />)
          )
        }
      </QueryView>
      {isMaking && <RouteDialog onClose={making.close} />}
    </Section>
  );
}

const strategies = {
  single: "asks",
  fallback: "asks in turn",
  balance: "shares among",
  conditional: "picks by request among",
};

function RouteRow({ route, mayWrite }: { route: Route; mayWrite: boolean }) {
  const [isDeleting, deleting] = useDisclosure();
  const [isChanging, changing] = useDisclosure();
  const [isTesting, testing] = useDisclosure();
  const { organization, can } = useCurrent();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteRoute(route.id),
    onSuccess: async () => {
      await client.invalidateQueries(routesQuery(organization.id));
      tell(`${route.model} is deleted.`);
    },
  });
  return (
    <Group justify="space-between" py={12} align="flex-start" style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <Text className="mono" fz="sm" fw={500}>
          {route.model}
        </Text>
        <Text fz="sm" className="anywhere">
          {strategies[route.strategy]} {route.targets.map(describeTarget).join(", ")}
        </Text>
        <Text fz="sm" c="dimmed">
          {describeBounds(route)}
        </Text>
      </div>
      <Group gap="xs">
        {can("generations.write") && (
          <Button size="compact-sm" variant="default" aria-label={`Test ${route.model}`} onClick={testing.open}>
            Test…
          </Button>
        )}
        {mayWrite && (
          <>
            <Button size="compact-sm" variant="default" aria-label={`Change ${route.model}`} onClick={changing.open}>
              Change…
            </Button>
            <Button size="compact-sm" variant="default" aria-label={`Delete ${route.model}`} onClick={deleting.open}>
              Delete…
            </Button>
          </>
        )}
      </Group>
      {isChanging && <RouteDialog route={route} onClose={changing.close} />}
      {isTesting && <TestRouteDialog route={route} onClose={testing.close} />}
      {isDeleting && (
        <ConfirmDialog
          title={`Delete ${route.model}`}
          action="Delete route"
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={deleting.close}
        >
          Whoever asks for {route.model} is refused from now on.
        </ConfirmDialog>
      )}
    </Group>
  );
}

const describeTarget = ({ model, weight, when }: Route["targets"][number]) =>
  [model, weight !== undefined && `(${weight})`, when && `for ${when.join(", ")}`].filter(Boolean).join(" ");

function describeBounds({ constraints }: Route): string {
  const { locality, countries, no_train, zero_retention, price_max } = constraints;
  const bounds = [
    locality === "self_hosted" && "only servers of your own",
    countries && `only in ${countries.join(", ")}`,
    no_train && "no training",
    zero_retention && "zero retention",
    price_max !== undefined && `at most $${price_max} for a million tokens`,
  ].filter(Boolean);
  return bounds.length > 0 ? `Bounds: ${bounds.join("; ")}.` : "No bounds besides the policy's.";
}
