import { useQuery } from "@tanstack/react-query";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { PasswordSection } from "../users/password-section.tsx";
import { SettingsTabs } from "../users/settings-tabs.tsx";
import { AuthenticatorAppSection } from "./authenticator-app-section.tsx";
import { PasskeysSection } from "./passkeys-section.tsx";
import { factorsQuery } from "./queries.ts";
import { RecoveryCodesSection } from "./recovery-codes-section.tsx";

export function SecurityPage() {
  const query = useQuery(factorsQuery);
  return (
    <Page title="Security" tabs={<SettingsTabs />} narrow>
      <PasskeysSection />
      <QueryView query={query}>
        {(factors) => (
          <>
            <AuthenticatorAppSection factors={factors} />
            <RecoveryCodesSection factors={factors} />
          </>
        )}
      </QueryView>
      <PasswordSection />
    </Page>
  );
}
