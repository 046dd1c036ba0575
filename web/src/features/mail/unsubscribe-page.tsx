import { AnswerPage } from "../users/email-change-pages.tsx";
import { unsubscribe } from "./queries.ts";

export const UnsubscribePage = () => (
  <AnswerPage
    title="No more news"
    description="You get no more news about the product. Mails about your account and its security go on."
    label="Unsubscribe"
    done="You get no more news. You can change that under Settings, Mail."
    answer={unsubscribe}
  />
);
