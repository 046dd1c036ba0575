import type { SecurityEventKind } from "../../security-events/public.ts";

type Words = { title: string; explanation: string; advice: string };

export const securityEventsInGerman: Record<SecurityEventKind, Words> = {
  "sign_in.new_country": {
    title: "Anmeldung aus einem neuen Land",
    explanation: "Das Konto wurde aus einem Land benutzt, aus dem es bisher nicht benutzt wurde.",
    advice:
      "Wenn Sie nicht verreist waren und kein VPN benutzt haben, sagen Sie, dass Sie es nicht waren, und wählen Sie ein neues Passwort.",
  },
  "sign_in.impossible_travel": {
    title: "Anmeldungen von zwei zu weit entfernten Orten",
    explanation: "Zwischen zwei Anmeldungen liegt weniger Zeit, als die Reise zwischen ihren Ländern dauert.",
    advice:
      "Wenn keine davon über ein VPN ging, sagen Sie, dass Sie es nicht waren, und wählen Sie ein neues Passwort.",
  },
  "sign_in.many_failures": {
    title: "Viele falsche Passwörter",
    explanation:
      "Ein falsches Passwort wurde viele Male hintereinander versucht. Wer es versucht, muss warten; bekannte Geräte nicht.",
    advice: "Wenn Sie Ihr Passwort nicht vergessen haben, rät jemand. Ein Passkey lässt sich nicht erraten.",
  },
  "sign_in.many_networks": {
    title: "Falsche Passwörter von vielen Orten",
    explanation:
      "Falsche Passwörter für ein Konto kommen aus vielen Netzen, wie wenn eine Liste gestohlener Passwörter durchprobiert wird.",
    advice: "Verwenden Sie ein Passwort, das Sie nirgends sonst verwenden, oder einen Passkey.",
  },
  "sign_in.many_wrong_codes": {
    title: "Viele falsche Codes",
    explanation: "Beim zweiten Schritt wurden viele Male falsche Codes versucht. Wer sie versucht, kennt das Passwort.",
    advice: "Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort. Ein Passkey lässt sich nicht erraten.",
  },
  "sign_in.password_spraying": {
    title: "Ein Netz versucht viele Konten",
    explanation: "Aus einem Netz wurden falsche Passwörter bei vielen verschiedenen Konten versucht. Es muss warten.",
    advice: "Sperren Sie das Netz am vorgeschalteten Proxy, wenn es nicht aufhört.",
  },
  "abuse.many_refusals": {
    title: "Ein Netz wird sehr oft abgewiesen",
    explanation: "Hunderte Anfragen aus einem Netz wurden innerhalb einer Viertelstunde abgewiesen.",
    advice:
      "Sperren Sie das Netz am vorgeschalteten Proxy, wenn es nicht aufhört, oder finden Sie das Programm, das seinen Schlüssel verloren hat.",
  },
  "session.disowned": {
    title: "Jemand anderes war angemeldet",
    explanation:
      "Wem das Konto gehört, hat zu einem Sicherheitsereignis gesagt: Das war ich nicht. Die Sitzungen wurden beendet.",
    advice: "Sehen Sie im Audit-Log durch, was das Konto seitdem getan hat.",
  },
  "token.reused": {
    title: "Ein verbrauchtes Token wurde wieder benutzt",
    explanation:
      "Ein Token, das einmal gilt, kam zweimal: Es wurde kopiert. Alles, wozu es geführt hat, wurde widerrufen.",
    advice:
      "Melden Sie die Anwendung neu an. Wenn es noch einmal geschieht, finden Sie heraus, wo ihr Token verloren geht.",
  },
  "api_key.wrong_network": {
    title: "Ein API-Schlüssel wurde von anderswo benutzt",
    explanation:
      "Eine Anfrage mit einem gültigen API-Schlüssel kam von außerhalb der Netze, die der Schlüssel erlaubt, und wurde abgewiesen.",
    advice: "Wenn das Netz nicht Ihres ist, widerrufen Sie den Schlüssel und machen Sie einen neuen.",
  },
  "account.factor_added": {
    title: "Eine Möglichkeit zur Anmeldung kam dazu",
    explanation: "Ein Passkey, eine Authenticator-App oder ein fremdes Konto kann sich von jetzt an anmelden.",
    advice: "Wenn Sie das nicht waren, sagen Sie es, und entfernen Sie sie unter Einstellungen › Anmeldung.",
  },
  "account.factor_removed": {
    title: "Eine Möglichkeit zur Anmeldung wurde entfernt",
    explanation: "Ein Passkey, eine Authenticator-App oder ein fremdes Konto kann sich nicht mehr anmelden.",
    advice: "Wenn Sie das nicht waren, sagen Sie es, und fügen Sie sie unter Einstellungen › Anmeldung wieder hinzu.",
  },
  "account.recovery_code_used": {
    title: "Ein Wiederherstellungscode wurde benutzt",
    explanation: "Einer der Wiederherstellungscodes trat an die Stelle des zweiten Faktors. Er ist verbraucht.",
    advice: "Wenn Sie das nicht waren, sagen Sie es, und machen Sie neue Codes.",
  },
  "account.recovery_codes_renewed": {
    title: "Neue Wiederherstellungscodes wurden gemacht",
    explanation: "Zehn neue Wiederherstellungscodes treten an die Stelle der alten, die nicht mehr gelten.",
    advice: "Wenn Sie das nicht waren, sagen Sie es, und machen Sie neue Codes.",
  },
  "account.passkey_copied": {
    title: "Ein Passkey wurde vielleicht kopiert",
    explanation: "Ein Passkey hat rückwärts gezählt, wie es eine Kopie täte. Die Anmeldung wurde abgewiesen.",
    advice: "Entfernen Sie diesen Passkey und machen Sie einen neuen.",
  },
  "account.email_changed": {
    title: "Die Adresse des Kontos wurde geändert",
    explanation: "Mails und Links für das Konto gehen von jetzt an an eine andere Adresse.",
    advice: "Wenn Sie das nicht waren, sagen Sie es, und wenden Sie sich an den Betreiber dieser Installation.",
  },
  "organization.ownership_transferred": {
    title: "Die Organisation gehört jemand anderem",
    explanation: "Wem die Organisation gehörte, hat sie übergeben.",
    advice: "Wenn niemand davon weiß, wenden Sie sich an den Betreiber dieser Installation.",
  },
  "file.damaged": {
    title: "Gespeicherte Dateien sind beschädigt",
    explanation:
      "Eine Prüfung fand Inhalte von Dateien im Speicher fehlend oder verändert. Sie werden nicht mehr herausgegeben.",
    advice:
      "Stellen Sie den Speicher aus einem Backup wieder her oder senden Sie die Inhalte noch einmal. Wenn niemand den Speicher angerührt hat, sehen Sie nach seinen Festplatten.",
  },
  "support.access_granted": {
    title: "Der Betreiber darf hineinsehen",
    explanation: "Jemand aus der Organisation hat dem Betreiber für begrenzte Zeit Einblick gegeben.",
    advice: "Nehmen Sie die Erlaubnis zurück, wenn keine Hilfe mehr gebraucht wird.",
  },
  "egress.host_refused": {
    title: "Ein Aufruf zu einem nicht eingetragenen Host wurde angehalten",
    explanation:
      "Der Adapter eines Anbieters wandte sich an einen Host, den das Register der Auftragsverarbeiter nicht nennt. Nichts wurde gesendet.",
    advice:
      "Wenn sich nicht die Adresse des Anbieters selbst geändert hat, sehen Sie nach, wer seine Verbindung geändert hat.",
  },
  "promise.broken": {
    title: "Ein Versprechen der Datenschutzerklärung ist gebrochen",
    explanation: "Ein Blick in das laufende System zeigte, dass etwas nicht so ist, wie die Erklärung sagt.",
    advice:
      "Öffnen Sie Trust › Promises, lesen Sie, was gesehen wurde, und bringen Sie es in Ordnung; danach wird von selbst wieder nachgesehen.",
  },
  "incident.overdue": {
    title: "Eine Behörde wurde nicht rechtzeitig benachrichtigt",
    explanation: "Ein Vorfall wurde gemeldet, und die Stunden, in denen die Behörde davon wissen muss, sind vorbei.",
    advice: "Benachrichtigen Sie die Behörde jetzt, unter Trust › Incidents, und sagen Sie, warum es spät ist.",
  },
  "rights_request.unacknowledged": {
    title: "Der Eingang einer Anfrage wurde nicht bestätigt",
    explanation: "Jemand hat wegen eigener Daten angefragt, und die Tage, den Eingang zu bestätigen, sind vorbei.",
    advice: "Bestätigen Sie ihn jetzt unter Trust › Requests, oder antworten Sie gleich.",
  },
  "rights_request.overdue": {
    title: "Eine Anfrage zu personenbezogenen Daten ist überfällig",
    explanation: "Jemand hat wegen eigener Daten angefragt, und die gesetzliche Frist für eine Antwort ist vorbei.",
    advice: "Antworten Sie jetzt unter Trust › Requests und sagen Sie, warum es spät ist.",
  },
  "account.reported_minor": {
    title: "Ein Konto wurde als das eines Kindes gemeldet",
    explanation:
      "Jemand hat es gemeldet. Das Konto ist gesperrt und wird gelöscht, wenn die Meldung nicht aufgehoben wird.",
    advice: "Entscheiden Sie darüber, unter Trust › Minors oder Operator › Minors.",
  },
  "support.access_used": {
    title: "Der Betreiber hat hineingesehen",
    explanation: "Der Betreiber hat den Einblick genutzt, den er bekommen hat.",
    advice: "Was er gesehen hat, steht im Audit-Log.",
  },
};
