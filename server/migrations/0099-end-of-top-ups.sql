-- outside a transaction
create index concurrently if not exists top_ups_created_at on top_ups (created_at);
comment on table top_ups is '{"owner":{"kind":"organization"},"keep":{"cls":"billing","because":"Whoever pays can see what was taken, and from which card. The amount stays in the ledger, without the card.","until":{"column":"created_at","parameter":"retention.billing_years"}}}';
