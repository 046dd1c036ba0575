import { Autocomplete, Group, NumberInput, Textarea, TextInput } from "@mantine/core";
import { isNotEmpty, matches } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { routesQuery } from "../model-routes/queries.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { type ImageConfiguration, imageConfigurationsQuery, saveImageConfiguration } from "./queries.ts";

interface ImageConfigurationDialogProps {
  configuration?: ImageConfiguration | undefined;
  onClose: () => void;
}

/** A way to draw images: a new one, or one that is there. */
export function ImageConfigurationDialog({ configuration, onClose }: ImageConfigurationDialogProps) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const models = useModelChoices();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: {
      slug: configuration?.slug ?? "",
      model: configuration?.model ?? "sandbox/image",
      width: configuration?.width ?? 1024,
      height: configuration?.height ?? 1024,
      count: configuration?.count ?? 1,
      style: configuration?.style ?? "",
    },
    validate: {
      slug: matches(/^[a-z0-9][a-z0-9-]{0,39}$/, "Small letters, digits and hyphens."),
      model: isNotEmpty("Choose a model that draws."),
    },
    refusals: { "models.name_taken": "slug", "models.not_connected": "model" },
  });
  const save = submit(async ({ slug, ...fields }) => {
    await saveImageConfiguration(configuration?.id, slug, fields);
    await client.invalidateQueries(imageConfigurationsQuery(organization.id));
    tell(`image:${slug} is ready.`);
    onClose();
  });
  const side = { min: 16, max: 4096, allowDecimal: false };
  return (
    <FormDialog
      title={configuration ? `Change ${configuration.asked_as}` : "New way to draw"}
      action="Save"
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="Asked for as image: and this name."
        placeholder="stamps"
        readOnly={configuration !== undefined}
        data-autofocus
        key={form.key("slug")}
        {...form.getInputProps("slug")}
      />
      <Autocomplete label="Model" data={models} key={form.key("model")} {...form.getInputProps("model")} />
      <Group grow align="flex-start">
        <NumberInput label="Width" {...side} key={form.key("width")} {...form.getInputProps("width")} />
        <NumberInput label="Height" {...side} key={form.key("height")} {...form.getInputProps("height")} />
        <NumberInput
          label="Images"
          min={1}
          max={10}
          allowDecimal={false}
          key={form.key("count")}
          {...form.getInputProps("count")}
        />
      </Group>
      <Textarea
        label="Style"
        description="Written below what is asked for."
        placeholder="In watercolours, on white."
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        key={form.key("style")}
        {...form.getInputProps("style")}
      />
    </FormDialog>
  );
}

/** The sandbox's painter, what is connected, and routes. */
function useModelChoices(): string[] {
  const { organization } = useCurrent();
  const { data: models = [] } = useQuery(modelsQuery(organization.id));
  const { data: routes = [] } = useQuery(routesQuery(organization.id));
  const ids = [...models.filter(({ sandbox }) => !sandbox).map(({ id }) => id), ...routes.map(({ model }) => model)];
  return [...new Set(["sandbox/image", ...ids])];
}
