import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { createRoute, type NewRoute, type Route, routesQuery, updateRoute } from "./queries.ts";

const strategies = [
  { value: "fallback", label: "Fallback: the next one where one fails" },
  { value: "balance", label: "Balance: shared evenly" },
  { value: "conditional", label: "Conditional: by what the request is like" },
  { value: "single", label: "Single: the first one only" },
];

type ContentClass = NonNullable<Route["targets"][number]["when"]>[number];

const classes: { value: ContentClass; label: string }[] = [
  { value: "text", label: "Short text" },
  { value: "long", label: "Long text" },
  { value: "tools", label: "Tools" },
  { value: "picture", label: "Pictures to look at" },
  { value: "embedding", label: "Embeddings" },
  { value: "image", label: "Images to draw" },
  { value: "moderation", label: "Moderation" },
];

const blank = {
  slug: "",
  strategy: "fallback" as NewRoute["strategy"],
  models: [] as string[],
  /** For which requests a model is asked, where the strategy is conditional; nothing is for all. */
  when: {} as Record<string, ContentClass[]>,
  selfHosted: false,
  zeroRetention: false,
  priceMax: "" as number | string,
};

/** A route over models that are connected, with its bounds: a new one, or one that is there. */
export function RouteDialog({ route, onClose }: { route?: Route | undefined; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { data: models } = useQuery(modelsQuery(organization.id));
  const { form, error, isBusy, submit } = useProblemForm({
    mode: "controlled",
    initialValues: route ? valuesOf(route) : blank,
    validate: {
      slug: matches(/^[a-z0-9][a-z0-9-]{0,39}$/, "Small letters, digits and hyphens."),
      models: (chosen) => (chosen.length === 0 ? "Choose at least one model." : null),
    },
    refusals: { "models.name_taken": "slug", "models.not_connected": "models" },
  });
  const { strategy, models: chosen } = form.getValues();
  const save = submit(async (values) => {
    await (route ? updateRoute(route.id, routeOf(values, route)) : createRoute(routeOf(values)));
    await client.invalidateQueries(routesQuery(organization.id));
    tell(`auto:${values.slug} is ready.`);
    onClose();
  });
  return (
    <FormDialog
      title={route ? `Change ${route.model}` : "New route"}
      size="lg"
      action={route ? "Save route" : "Create route"}
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="Asked for as auto: and this name."
        placeholder="writing"
        readOnly={route !== undefined}
        data-autofocus
        {...form.getInputProps("slug")}
      />
      <Select label="How it chooses" data={strategies} allowDeselect={false} {...form.getInputProps("strategy")} />
      <MultiSelect
        label="Models, in the order to ask"
        data={(models ?? []).map(({ id }) => id).filter((id) => !id.startsWith("auto:"))}
        searchable
        {...form.getInputProps("models")}
      />
      {strategy === "conditional" &&
        chosen.map((model) => (
          <MultiSelect
            key={model}
            label={`When ${model} is asked`}
            description="Nothing chosen: for whatever the others are not for."
            data={classes}
            value={form.getValues().when[model] ?? []}
            onChange={(when) => form.setFieldValue("when", { ...form.getValues().when, [model]: when })}
          />
        ))}
      <Checkbox label="Only servers of our own" {...form.getInputProps("selfHosted", { type: "checkbox" })} />
      <Checkbox label="Only with zero retention" {...form.getInputProps("zeroRetention", { type: "checkbox" })} />
      <NumberInput
        label="Price ceiling (optional)"
        description="US dollars for a million tokens."
        min={0}
        max={10000}
        {...form.getInputProps("priceMax")}
      />
    </FormDialog>
  );
}

const valuesOf = ({ slug, strategy, targets, constraints }: Route): typeof blank => ({
  slug,
  strategy,
  models: targets.map(({ model }) => model),
  when: Object.fromEntries(targets.map(({ model, when = [] }) => [model, when])),
  selfHosted: constraints.locality === "self_hosted",
  zeroRetention: constraints.zero_retention ?? false,
  priceMax: constraints.price_max ?? "",
});

/** What the dialog does not show of a route stays as it was. */
function routeOf(values: typeof blank, old?: Route): NewRoute {
  const { slug, strategy, models, when, selfHosted, zeroRetention, priceMax } = values;
  const { locality: _l, zero_retention: _z, price_max: _p, ...others } = old?.constraints ?? {};
  const before = new Map(old?.targets.map((target) => [target.model, target]));
  const targetOf = (model: string) => {
    const { weight = 1, timeout_ms } = before.get(model) ?? {};
    const fits = when[model] ?? [];
    return {
      model,
      ...(timeout_ms !== undefined && { timeout_ms }),
      ...(strategy === "balance" && { weight }),
      ...(strategy === "conditional" && fits.length > 0 && { when: fits }),
    };
  };
  return {
    slug,
    strategy,
    targets: models.map(targetOf),
    constraints: {
      ...others,
      ...(selfHosted ? { locality: "self_hosted" as const } : {}),
      ...(zeroRetention ? { zero_retention: true } : {}),
      ...(typeof priceMax === "number" ? { price_max: priceMax } : {}),
    },
  };
}
