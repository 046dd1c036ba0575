import type { ComponentType } from "react";
import { EvaluationPanel } from "./evaluations/evaluation-panel.tsx";
import { GuardrailsPanel } from "./guardrails-panel.tsx";
import { InstructionsPanel } from "./instructions-panel.tsx";
import { KnowledgePanel } from "./knowledge-panel.tsx";
import { LimitsPanel } from "./limits-panel.tsx";
import { MemoryPanel } from "./memory-panel.tsx";
import type { Agent } from "./queries.ts";
import { SkillsPanel } from "./skills-panel.tsx";
import { TestPanel } from "./test-panel.tsx";
import { ToolsPanel } from "./tools-panel.tsx";
import { TriggersPanel } from "./triggers/triggers-panel.tsx";
import { VersionsPanel } from "./versions-panel.tsx";

export interface BuilderTab {
  label: string;
  Panel: ComponentType<{ agent: Agent }>;
}

/** The parts of an agent, in the order one sets it up. */
export const builderTabs: readonly BuilderTab[] = [
  { label: "Instructions", Panel: InstructionsPanel },
  { label: "Tools", Panel: ToolsPanel },
  { label: "Skills", Panel: SkillsPanel },
  { label: "Knowledge", Panel: KnowledgePanel },
  { label: "Memory", Panel: MemoryPanel },
  { label: "Guardrails", Panel: GuardrailsPanel },
  { label: "Budget", Panel: LimitsPanel },
  { label: "Triggers", Panel: TriggersPanel },
  { label: "Test", Panel: TestPanel },
  { label: "Evaluation", Panel: EvaluationPanel },
  { label: "Versions", Panel: VersionsPanel },
];

/** Where they stand on the page, for links that lead there. */
export const builderPartsId = "parts";
