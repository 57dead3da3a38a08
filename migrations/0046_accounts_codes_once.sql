-- A start code opens one session, and a 学工号 is one whatever the case of its letters, as the sign-in names made from it are.
ALTER TABLE accounts ADD COLUMN start_code_used_at timestamptz;

DO $$
DECLARE
  twice text;
BEGIN
  SELECT string_agg(upper(staff_number), ', ') INTO twice
    FROM (SELECT staff_number FROM persons WHERE staff_number IS NOT NULL) p
   WHERE upper(staff_number) IN (SELECT upper(staff_number) FROM persons GROUP BY upper(staff_number) HAVING count(*) > 1);
  IF twice IS NOT NULL THEN
    RAISE EXCEPTION 'Two persons have one staff number, written in other cases: %. Correct one of them before the upgrade.', twice;
  END IF;
END $$;
ALTER TABLE persons DROP CONSTRAINT persons_staff_number_key;
CREATE UNIQUE INDEX persons_staff_number_key ON persons (lower(staff_number));
