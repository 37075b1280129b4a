-- What is stored and what is looked for, made one: case, accents, compatibility signs and what nobody sees make no
-- difference. Both sides go through this function, so they agree by what they are.
CREATE FUNCTION kit.fold(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(said) = char_length(said) THEN lower(said) ELSE
           replace(replace(replace(translate(lower(normalize(regexp_replace(normalize(
               regexp_replace(translate(said, '™℠®©', '    '), '([¼-¾⅐-⅟↉])', ' \1', 'g'), NFKD),
               '[\u0300-\u036F\u00AD\u034F\u061C\u115F\u1160\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF]+', '', 'g'), NFKC)),
               'ıøđłħς', 'iodlhσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') END
$$;
