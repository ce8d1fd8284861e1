-- A teenager may hide an allergy like any other row marked ⁴ in the policy's matrix: kind 16 joins the mask's bit 512.
ALTER TABLE record_entry DROP COLUMN mask;
ALTER TABLE record_entry ADD COLUMN mask int NOT NULL GENERATED ALWAYS AS (
  CASE WHEN kind IN (3, 4, 9, 16) THEN 0 ELSE labels & 255 END
  | CASE WHEN released_at IS NULL AND (
        (kind NOT IN (3, 4, 9, 16) AND labels & 67 <> 0) OR (kind = 2 AND labels & 60 <> 0)
        OR (confidentiality = 2 AND labels = 0)) THEN 256 ELSE 0 END
  | CASE WHEN hidden_by_patient AND kind IN (1, 2, 5, 6, 10, 11, 13, 15, 16, 17, 18, 19, 20, 21, 22) AND labels & 64 = 0
         THEN 512 ELSE 0 END
  | CASE confidentiality WHEN 1 THEN 1024 WHEN 2 THEN 2048 ELSE 0 END
  | CASE WHEN confidentiality = 2 AND labels = 0 THEN 4096 ELSE 0 END
) STORED;
