-- The finder reads all open shifts of the next weeks with their events: from a range of this index instead of from
-- the years of past events.
CREATE INDEX event_open ON event (start_at) WHERE published_at IS NOT NULL AND cancelled_at IS NULL;
