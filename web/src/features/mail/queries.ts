import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Mail = Row<"/operator/mails">;
export type MailTemplate = Answer<"/operator/mail-templates">["data"][number];
export type MailChoices = Answer<"/me/mail-choices">;
export type MailFilter = { state?: Mail["state"]; recipient?: string };
export type MailLanguage = "en" | "de";

/** Everything about mails that an action on one changes. */
export const mailsKey = ["operator", "mails"] as const;

export const mailsQuery = (filter: MailFilter) =>
  infiniteQueryOptions({
    queryKey: [...mailsKey, filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET("/operator/mails", { params: { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } } }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

const onMail = (id: string) => ({ params: { path: { mail_id: id } } });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: [...mailsKey, "one", id],
    queryFn: () => bodyOf(api.GET("/operator/mails/{mail_id}", onMail(id))),
  });

export const replayMail = (id: string) => bodyOf(api.POST("/operator/mails/{mail_id}/replay", onMail(id)));
export const cancelMail = (id: string) => bodyOf(api.POST("/operator/mails/{mail_id}/cancel", onMail(id)));
export const settleMail = (id: string, happened: boolean) =>
  bodyOf(api.POST("/operator/mails/{mail_id}/settle", { ...onMail(id), body: { happened } }));

export const mailTemplatesQuery = (language: MailLanguage) =>
  queryOptions({
    queryKey: ["operator", "mail-templates", language],
    queryFn: () => bodyOf(api.GET("/operator/mail-templates", { params: { query: { language } } })),
  });

export const mailChoicesQuery = queryOptions({
  queryKey: ["me", "mail-choices"],
  queryFn: () => bodyOf(api.GET("/me/mail-choices")),
});

export const updateMailChoices = (body: Partial<Record<"billing" | "service" | "marketing", boolean>>) =>
  bodyOf(api.PATCH("/me/mail-choices", { body }));

export async function unsubscribe(token: string): Promise<void> {
  await api.POST("/mail/unsubscribe/{token}", { params: { path: { token } } });
}

export const liftSuppression = (email: string) =>
  bodyOf(api.POST("/operator/mail-suppressions/lift", { body: { email } }));

type News = Record<"subject" | "text" | "subject_de" | "text_de", string>;

/**
 * Page after page. @param onPage hears how many mails have been asked for so far, and behind whom the next page begins
 */
export async function sendAnnouncement(news: News, from: string, onPage: (mails: number, next: string) => void) {
  let mails = 0;
  for (let after: string | null = from; after !== null; ) {
    const page: { recipients: number; next_after: string | null } = await bodyOf(
      api.POST("/operator/announcements", { body: { ...news, after } }),
    );
    mails += page.recipients;
    after = page.next_after;
    if (after !== null) onPage(mails, after);
  }
  return mails;
}
