-- Found by the beginning of an e-mail address, or of the words of a name.
CREATE INDEX person_email_begins ON identity.person (email text_pattern_ops);
CREATE INDEX person_name_words ON identity.person USING gin (to_tsvector('simple', name));
