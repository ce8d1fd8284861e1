-- A СНИЛС that nobody has checked is looked up too: where an issuer vouches for it, and for officers' own families.
CREATE INDEX person_identifier_in_force ON person_identifier (kind, value) WHERE ended_on IS NULL;
