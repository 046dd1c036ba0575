import * as z from "zod";
import inboxHelper from "./points/inbox-helper.json" with { type: "json" };
import meetingPreparation from "./points/meeting-preparation.json" with { type: "json" };
import rememberingAssistant from "./points/remembering-assistant.json" with { type: "json" };
import repositoryHelper from "./points/repository-helper.json" with { type: "json" };
import researcher from "./points/researcher.json" with { type: "json" };
import supportDesk from "./points/support-desk.json" with { type: "json" };
import writer from "./points/writer.json" with { type: "json" };
import { startingPoint } from "./starting-point.ts";

/** In the order in which they are shown. */
export const startingPoints = z
  .array(startingPoint)
  .parse([supportDesk, inboxHelper, meetingPreparation, repositoryHelper, researcher, writer, rememberingAssistant]);
