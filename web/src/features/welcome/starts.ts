import {
  IconArticle,
  IconCalendarStats,
  IconMessage2,
  IconMoodSmile,
  IconRobot,
  type TablerIcon,
} from "@tabler/icons-react";

export interface Start {
  title: string;
  text: string;
  icon: TablerIcon;
  /** Only what is built can be started. */
  isLive: boolean;
}

/** The five jobs of Avow. */
export const starts: Start[] = [
  {
    title: "Build an agent",
    text: "Talk to an example agent now, then change its instructions and its model.",
    icon: IconRobot,
    isLive: true,
  },
  {
    title: "Write a post",
    text: "A draft with help from an agent, reviewed, approved and published.",
    icon: IconArticle,
    isLive: false,
  },
  {
    title: "Send a message",
    text: "A first message to a sandbox phone, with its delivery record and a webhook.",
    icon: IconMessage2,
    isLive: false,
  },
  {
    title: "Plan a campaign",
    text: "A week of posts for three sandbox networks, from one goal.",
    icon: IconCalendarStats,
    isLive: false,
  },
  {
    title: "Create a companion",
    text: "An agent with a persona, a memory you can read, and an age limit.",
    icon: IconMoodSmile,
    isLive: false,
  },
];
