-- What people will do after a learning session are promises like those of meetings, so that they return until done.
alter table action_item add column learning_session_id text;
create index action_item_by_session on action_item (collaborative_id, learning_session_id);
