-- Contexts become a vocabulary: what is known keeps its meaning, other words go on in the note.
UPDATE health_diary_entry SET
  note = CASE WHEN known IS NULL THEN concat_ws('. ', nullif(btrim(note), ''), btrim(context)) ELSE note END,
  context = known
FROM (
  SELECT patient_id AS patient, entry_id AS entry, CASE lower(btrim(context))
    WHEN 'натощак' THEN 'FASTING' WHEN 'fasting' THEN 'FASTING'
    WHEN 'после еды' THEN 'AFTER_MEAL' WHEN 'after_meal' THEN 'AFTER_MEAL'
    WHEN 'в покое' THEN 'AT_REST' WHEN 'at_rest' THEN 'AT_REST'
    WHEN 'при нагрузке' THEN 'ON_EFFORT' WHEN 'on_effort' THEN 'ON_EFFORT' END AS known
  FROM health_diary_entry WHERE context IS NOT NULL
) each
WHERE patient_id = each.patient AND entry_id = each.entry AND context IS DISTINCT FROM each.known;
