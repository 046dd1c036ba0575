/**
 * What keys and tokens look like: facts from the published configuration of gitleaks (Zachary Rice, MIT licence) and the
 * documentation of AI providers. In a form, a letter and lengths stand for characters: `d` digits, `h` hexadecimal in
 * lower case, `x` in either, `a` lower case letters and digits, `w` letters and digits, `u` capitals and digits,
 * `l` letters, `k` letters, digits, `_` and `-`, `b` base64, `j` those of `k` with `.` and `=`, `g` a to h and digits,
 * `t` base32. Anything else, and what is in quotes, stands for itself. `~` before a form: in either case.
 */
export type KeyForm = { id: string; forms: readonly string[]; entropy: number };

const table = `
1password-secret-key|A3- u6 - u6 - u5 - u5 - u5 - u5;A3- u6 - u11 - u5 - u5 - u5|3.6
1password-service-account|ops_eyJ b250-|4
adobe-client-secret|p8e- w32|2
age-secret-key|AGE-SECRET-KEY-1 u58|0
airtable-token|pat w14 . h64|3
alibaba-access-key|LTAI w20|2
anthropic-admin|sk-ant-admin01- k80-110|0
anthropic-key|sk-ant-api03- k80-110;sk-ant-oat01- k80-110;sk-ant-sid01- k80-130;sk-ant- k24-110|0
artifactory-key|AKCp w69|4
artifactory-reference|cmVmd w59|4
atlassian-token|ATATT3 j186;ATCTT3 j150-200|3.5
aws-access-key|AKIA t16;ASIA t16;ABIA t16;ACCA t16;A3T u1 t16|2.5
aws-bedrock|ABSK b109-269;bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t b0-400|3
azure-ad-client-secret|w3 d1 Q~ j31-34|3
cerebras-key|csk- a40-60|3
cisco-webex|NjMzN b60-|3
clickhouse-cloud|4b1d w38|3
clojars-token|~CLOJARS_ a60|2
cloudflare-origin-ca|v1.0- h24 - h146|2
databricks-token|dapi h32|3
deepseek-key|sk- h32|3
defined-networking|dnkey- j26 - j52|0
digitalocean-token|doo_v1_ h64;dop_v1_ h64;dor_v1_ h64|3
discord-token|MT w22-26 . k6 . k27-40;Mj w22-26 . k6 . k27-40;Mz w22-26 . k6 . k27-40;ND w22-26 . k6 . k27-40;NT w22-26 . k6 . k27-40;Nj w22-26 . k6 . k27-40;Nz w22-26 . k6 . k27-40;OD w22-26 . k6 . k27-40;OT w22-26 . k6 . k27-40|3.5
discord-webhook|discord.com/api/webhooks/ d17-20 / k60-72|0
docker-token|dckr_pat_ k27;dckr_oat_ k27-40|3
doppler-token|dp.pt. w43;dp.st. k20-90;dp.ct. w40-44|2
duffel-token|duffel_test_ k43;duffel_live_ k43|2
dynatrace-token|dt0c01. w24 . w64|3.5
easypost-token|EZAK w54;EZTK w54|2
elevenlabs-key|sk_ h48|3
facebook-page-token|EAAM w100-;EAAC w100-;EAAG w100-|4
figma-token|figd_ k40-44|3
fireworks-key|fw_ w20-28|3
flutterwave-key|FLWSECK_TEST- g32 -X;FLWPUBK_TEST- g32 -X;FLWSECK_TEST- g12;FLWSECK- w32 -X|2
flyio-token|fo1_ k43;fm1a_ b100-;fm1r_ b100-;fm2_ b100-|4
frameio-token|fio-u- j64|0
gcp-api-key|AIza k35|3.8
gcp-oauth|ya29. k40-;GOCSPX- k28|3
github-token|ghp_ w36;gho_ w36;ghu_ w36;ghs_ w36;ghr_ w36|3
github-fine-grained|github_pat_ k82|3
gitlab-token|glpat- j20-320;gldt- k20;glft- k20;glimt- k25;glagent- k50;gloas- k64;glptt- h40;glrt- j20-320;glsoat- k20;glffct- k20;glcbt- w1-5 _ k20;GR1348941 k20|3
gitlab-session|_gitlab_session= a32|3
grafana-token|eyJrIjoi w70-400;glc_ b32-400;glsa_ w32 _ x8|3
groq-key|gsk_ w48-56|3
harness-token|pat. k22 . w24 . w20;sat. k22 . w24 . w20|0
hashicorp-terraform|w14 .atlasv1. j60-70|3.5
heroku-key|HRKU-AA k58;HRKU- k36|3.5
huggingface-token|hf_ w30-40;api_org_ l34|2.5
infracost-token|ico- w32|3
intra42-secret|s-s4t2ud- h64;s-s4t2af- h64|3
jina-key|jina_ w60-65|3
langsmith-key|lsv2_pt_ h32 _ h10;lsv2_sk_ h32 _ h10|3
linear-key|lin_api_ w40;lin_oauth_ w40-64|2
mailchimp-key|h32 -us d1-2|3
mailgun-key|key- h32;pubkey- h32|3
maxmind-key|w6 _ w29 _mmk|3.5
new-relic-key|NRAK- u27;NRJS- h19;NRII- k32;NRRA- h42|2
notion-token|ntn_ d11 w35;secret_ w43|3.5
npm-token|npm_ w36|2
nvidia-key|nvapi- k60-70|3
octopus-deploy-key|API- u26|3
openai-key|sk-proj- k40-180;sk-svcacct- k40-180;sk-admin- k40-180;sk- w20 T3BlbkFJ w20;sk- w40-64|3
openrouter-key|sk-or-v1- h64|3
openshift-token|sha256~ k43|3.5
perplexity-key|pplx- w48|3.5
pinecone-key|pcsk_ w4-8 _ w50-70|3
plaid-token|access-production- k36;access-sandbox- k36;access-development- k36|2
planetscale-token|pscale_tkn_ j32-64;pscale_oauth_ j32-64;pscale_pw_ j32-64|3
postman-token|PMAK- x24 - x34|3
prefect-token|pnu_ w36;pnb_ w36|2
pulumi-token|pul- h40|2
pypi-token|pypi-AgEIcHlwaS5vcmc k50-1000|3
readme-token|rdme_ a70|2
replicate-key|r8_ w37-40|3
rubygems-token|rubygems_ h48|2
scalingo-token|tk-us- k48|2
sendgrid-key|SG. j66|2
sendinblue-key|xkeysib- h64 - w16;xsmtpsib- h64 - w16|2
sentry-token|sntrys_eyJpYXQiO j80-500;sntryu_ h64|3.5
settlemint-token|sm_aat_ w16;sm_pat_ w16;sm_sat_ w16|3
shippo-token|shippo_live_ x40;shippo_test_ x40|2
shopify-token|shpat_ x32;shpca_ x32;shppa_ x32;shpss_ x32|2
slack-token|xoxb- d8-14 - k18-60;xoxp- d10-13 - d10-13 - d10-13 - k28-34;xoxe- d10-13 - d10-13 - d10-13 - k28-34;xoxe.xoxp-1- u163-166;xoxe.xoxb-1- u163-166;xoxe-1- u146;xoxo- d1-20 - d1-20 - d1-20 - x1-80;xoxs- d1-20 - d1-20 - d1-20 - x1-80;xoxa- k8-52;xoxr- k8-52|2
slack-app-token|~xapp-1- u5-20 - d5-20 - a20-80|2
slack-webhook|hooks.slack.com/services/ b40-60;hooks.slack.com/workflows/ b40-60;hooks.slack.com/triggers/ b40-60|0
sourcegraph-token|sgp_ x16 _ x40;sgp_local_ x40;sgp_ x40|3
square-token|EAAA k56-60;sq0atp- k22-60;sq0csp- k40-46|2
stripe-key|sk_test_ w10-99;sk_live_ w10-99;sk_prod_ w10-99;rk_test_ w10-99;rk_live_ w10-99;rk_prod_ w10-99;whsec_ b24-64|2
supabase-key|sbp_ h40;sb_secret_ k20-60|3
tailscale-key|tskey-auth- w10-24 - w20-48;tskey-api- w10-24 - w20-48;tskey-client- w10-24 - w20-48|3
tavily-key|tvly- k20-60|3
teams-webhook|.webhook.office.com/webhookb2/ k36 @ k36 /IncomingWebhook/ a32 / k36|0
telegram-bot|d5-16 :A k34|3
together-key|tgp_v1_ k40-50|3
twilio-key|SK x32;AC x32|3
typeform-token|tfp_ j59|0
vault-token|hvs. k90-140;hvb. k138-300;s. w24|3.5
json-web-token|eyJ k14-4000 .eyJ k14-8000 . k10-2000;eyJ k14-4000 .eyJ k14-8000 .|3
json-web-token-encoded|ZXlK b60-8000|3
vercel-token|vcp_ w24-64;vca_ w24-64;vck_ w24-64|3
voyage-key|pa- k40-50|3.5
xai-key|xai- w70-90|3
yandex-key|AQVN k35-38;YC k38;t1. j1-200 . k86|3
zuplo-key|zpka_ h32 _ h8|3
`;

export const keyForms: readonly KeyForm[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [id = "", forms = "", entropy = "0"] = line.split("|");
    return { id, forms: forms.split(";"), entropy: Number(entropy) };
  });

/** Values told by the name they are assigned to: who issues them, the characters, how many, and least entropy. */
export type AssignedForm = { words: readonly string[]; set: string; min: number; max: number; entropy: number };

const assigned = `
adafruit k32|adobe h32 2|airtable a17|algolia a32|alibaba a30 2|asana d16|asana a32|atlassian,confluence,jira a24 3|beamer j46|bitbucket a32|bitbucket j64|bittrex a32|meraki h40 3|cloudflare k40 2|cloudflare h37 2|codecov a32|cohere,co_api_key w40 3.5|coinbase k64|confluent a16|confluent a64|contentful j43|datadog a40|discord h64|discord d18 2|discord j32 2|droneci a32|dropbox a15|dropbox j64|dropbox j138|etsy a24 3|facebook h32 3|fastly j32|finicity h32|finicity a20|finnhub a20|flickr a32|freshbooks a64|gitter k40|gocardless j45|heroku k36|hubspot k36|intercom j60|jfrog,artifactory,bintray,xray a73|jfrog,artifactory,bintray,xray a64|kraken b80-90|kucoin h24|kucoin k36|launchdarkly j40|linear h32 2|linkedin,linked_in,linked-in a14 2|linkedin,linked_in,linked-in a16 2|lob k40|lob k40|mailchimp k36|mailgun k36-50|mapbox j80-90|mattermost a26|messagebird,message_bird,message-bird a25|messagebird,message_bird,message-bird k36|netlify j40-46|newrelic,new_relic,new-relic a64|nytimes,newyorktimes j32|okta j42 3.5|plaid a24 3.5|plaid a30 3.5|plaid k40-60|privateai,private_ai,private-ai a32 3|rapidapi k50|sendbird k36|sendbird h40|sentry h64 3|snyk k36|sonar j40|squarespace k36|sumo w14 3|sumo a64 3|travis a22|twitch a30|twitter a45|twitter j30-70|twitter a25|twitter a50|typeform j63|yandex j30-120|zendesk a40|mistral w32 3|deepgram h40 3|assemblyai h32 3|ai21 w32 3|huggingface w34-40|azure,openai_key,openai_api h32 3|azure,accountkey b86-90 3|aws_secret,secret_access_key,aws_session b40-1000 3|sourcegraph h40 3|freemius k32|contribsys j17|stability k40-60|vonage,nexmo w16 3`;

export const assignedForms: readonly AssignedForm[] = assigned
  .trim()
  .split("|")
  .map((entry) => {
    const [words = "", form = "", entropy = "0"] = entry.split(" ");
    const [min = "0", max = min] = form.slice(1).split("-");
    return { words: words.split(","), set: form[0]!, min: Number(min), max: Number(max), entropy: Number(entropy) };
  });
