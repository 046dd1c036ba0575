import type { Module } from "../../framework/endpoint.ts";
import { createWidget } from "./create-widget.ts";
import { deleteWidget } from "./delete-widget.ts";
import { widgetErrors } from "./errors.ts";
import { forgetVisitors } from "./forget-visitors.job.ts";
import { getWidget } from "./get-widget.ts";
import { listWidgets } from "./list-widgets.ts";
import { widgets, widgetTurns, widgetVisitors } from "./tables.ts";
import { onContactSplit } from "./on-contact-split.ts";
import { updateWidget } from "./update-widget.ts";
import { beginVisit } from "./visit/begin-visit.ts";
import { endVisit } from "./visit/end-visit.ts";
import { followVisit } from "./visit/follow-visit.ts";
import { listVisit } from "./visit/list-visit.ts";
import { sayAsVisitor } from "./visit/say-as-visitor.ts";
import { showWidget } from "./visit/show-widget.ts";
import { stopAsVisitor } from "./visit/stop-as-visitor.ts";

export const widgetsModule: Module = {
  name: "widgets",
  tables: [widgets, widgetVisitors, widgetTurns],
  endpoints: [
    listWidgets,
    createWidget,
    getWidget,
    updateWidget,
    deleteWidget,
    showWidget,
    beginVisit,
    listVisit,
    sayAsVisitor,
    followVisit,
    stopAsVisitor,
    endVisit,
  ],
  jobs: [forgetVisitors],
  reactions: [onContactSplit],
  errors: widgetErrors,
};
