-- Printed report cards: a published edition as a PDF, made by the press and kept with it.
create table edition_print (
  collaborative_id text not null references collaborative (collaborative_id),
  edition_id text not null,
  form text not null constraint edition_print_form check (form in ('booklet', 'one-page', 'large-print')),
  language text not null constraint edition_print_language check (language in ('en', 'es')),
  -- The PDF's address among the contents.
  hash text not null,
  pages bigint not null,
  made_at bigint not null,
  primary key (collaborative_id, edition_id, form, language),
  constraint edition_print_edition foreign key (collaborative_id, edition_id) references edition (collaborative_id, edition_id)
);
