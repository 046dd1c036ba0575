-- brief: it allows one word more, and nothing that is there is another.
alter table budgets drop constraint budgets_subject_check;
-- brief: an organization has at most some hundred budgets, and it allows one word more.
alter table budgets add constraint budgets_subject_check check (subject in ('organization', 'workspace', 'user', 'api_key', 'agent', 'widget'));
