-- People are found by a checked document: at claims, decisions and officers' desks.
CREATE INDEX person_identifier_number ON person_identifier (kind, value) WHERE checked AND ended_on IS NULL;
