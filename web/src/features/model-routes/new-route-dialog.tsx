import { Button, Checkbox, Group, Modal, MultiSelect, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { tell } from "../../design/tell.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { createRoute, type NewRoute, routesQuery } from "./queries.ts";

const strategies = [
  { value: "fallback", label: "Fallback: the next one where one fails" },
  { value: "balance", label: "Balance: shared evenly" },
  { value: "single", label: "Single: the first one only" },
];

const blank = {
  slug: "",
  strategy: "fallback" as NewRoute["strategy"],
  models: [] as string[],
  selfHosted: false,
  zeroRetention: false,
  priceMax: "" as number | string,
};

/** A route over models that are connected, with its bounds. */
export function NewRouteDialog({ onClose }: { onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { data: models } = useQuery(modelsQuery(organization.id));
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: blank,
    validate: {
      slug: matches(/^[a-z0-9][a-z0-9-]{0,39}$/, "Small letters, digits and hyphens."),
      models: (chosen) => (chosen.length === 0 ? "Choose at least one model." : null),
    },
    refusals: { "models.name_taken": "slug", "models.not_connected": "models" },
  });
  const create = submit(async (values) => {
    await createRoute(routeOf(values));
    await client.invalidateQueries(routesQuery(organization.id));
    tell(`auto:${values.slug} is ready.`);
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="New route" size="lg">
      <form onSubmit={create} noValidate>
        <Stack>
          <TextInput
            label="Name"
            description="Asked for as auto: and this name."
            placeholder="writing"
            data-autofocus
            key={form.key("slug")}
            {...form.getInputProps("slug")}
          />
          <Select
            label="How it chooses"
            data={strategies}
            allowDeselect={false}
            key={form.key("strategy")}
            {...form.getInputProps("strategy")}
          />
          <MultiSelect
            label="Models, in the order to ask"
            data={(models ?? []).map(({ id }) => id).filter((id) => !id.startsWith("auto:"))}
            searchable
            key={form.key("models")}
            {...form.getInputProps("models")}
          />
          <Checkbox
            label="Only servers of our own"
            key={form.key("selfHosted")}
            {...form.getInputProps("selfHosted", { type: "checkbox" })}
          />
          <Checkbox
            label="Only with zero retention"
            key={form.key("zeroRetention")}
            {...form.getInputProps("zeroRetention", { type: "checkbox" })}
          />
          <NumberInput
            label="Price ceiling (optional)"
            description="US dollars for a million tokens."
            min={0}
            max={10000}
            key={form.key("priceMax")}
            {...form.getInputProps("priceMax")}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Create route
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function routeOf({ slug, strategy, models, selfHosted, zeroRetention, priceMax }: typeof blank): NewRoute {
  return {
    slug,
    strategy,
    targets: models.map((model) => (strategy === "balance" ? { model, weight: 1 } : { model })),
    constraints: {
      ...(selfHosted ? { locality: "self_hosted" as const } : {}),
      ...(zeroRetention ? { zero_retention: true } : {}),
      ...(typeof priceMax === "number" ? { price_max: priceMax } : {}),
    },
  };
}
